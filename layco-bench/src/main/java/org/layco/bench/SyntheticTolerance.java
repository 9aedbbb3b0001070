package org.layco.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.layco.mapping.Liveness;
import org.layco.network.Network;
import org.layco.search.OperandTolerance;
import org.layco.search.ToleranceTable;

/**
 * A made-up tolerance for networks without weights, of which none can be measured: it makes placement problems of the size
 * and spread of real ones, and says nothing about any network. From a seed, every operand draws a sensitivity, log-uniform:
 * the loss at 8 bits over {@link #LEAST_QUANTIZATION_PP} x 10^2, four times as much for each bit less (the squared error
 * of rounding); and the loss per unit of bit error rate over {@link #LEAST_SLOPE_PP} x 10^4.
 */
final class SyntheticTolerance {
    private static final List<Integer> BITS = List.of(4, 5, 6, 8);
    private static final int MOST_BITS = 8;
    private static final double LEAST_QUANTIZATION_PP = 1e-5;
    private static final double QUANTIZATION_DECADES = 2;
    private static final double LEAST_SLOPE_PP = 0.3;
    private static final double SLOPE_DECADES = 4;

    private final Random random;

    private SyntheticTolerance(long seed) {
        this.random = new Random(seed);
    }

    /** The tolerance of a network's operands. */
    static ToleranceTable of(Network network, Liveness liveness, long seed) {
        SyntheticTolerance synthetic = new SyntheticTolerance(seed);
        int layers = network.mvmLayers().size();
        return new ToleranceTable(
                BITS,
                BITS,
                synthetic.operands(liveness.maps().size(), true),
                synthetic.operands(layers, false),
                synthetic.operands(layers, false),
                synthetic.operands(layers, true));
    }

    private List<List<OperandTolerance>> operands(int count, boolean writeErrors) {
        return IntStream.range(0, count).mapToObj(_ -> operand(writeErrors)).toList();
    }

    private List<OperandTolerance> operand(boolean writeErrors) {
        double eightBits = LEAST_QUANTIZATION_PP * Math.pow(10, QUANTIZATION_DECADES * random.nextDouble());
        double slope = writeErrors ? LEAST_SLOPE_PP * Math.pow(10, SLOPE_DECADES * random.nextDouble()) : 0;
        List<OperandTolerance> atBits = new ArrayList<>();
        for (int bits : BITS) {
            double lossPp = eightBits * (Math.pow(4, MOST_BITS - bits) - 1);
            atBits.add(new OperandTolerance(lossPp, slope, slope, List.of()));
        }
        return atBits;
    }
}
