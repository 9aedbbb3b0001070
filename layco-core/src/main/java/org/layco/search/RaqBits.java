package org.layco.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.hardware.Accelerator;
import org.layco.mapping.Liveness;
import org.layco.mapping.OperatingPoint;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * The per-layer bits that RAQ would choose (Z. Zhu et al., DAC 2019): least crossbars plus latency, under a limit of the
 * accuracy loss. The paper minimises {@code Num_c + w * Latency} with {@code Num_c = sum 2 W_i ceil(K/N) ceil(M/N)} and
 * {@code Latency = sum M_i/m * slidingTimes_i}; here both count equally relative to their value at the most bits.
 */
public final class RaqBits {
    private static final List<Double> NOMINAL_ONLY = List.of(1.0);
    private static final double WEIGHT_OF_EACH = 0.5;

    private final Accelerator raq;
    private final ExactSolver solver;

    public RaqBits(Accelerator raq, ExactSolver solver) {
        this.raq = raq;
        this.solver = solver;
    }

    /** Operating points of every layer; only their weight and input bits mean anything. The most bits if nothing fits. */
    public List<OperatingPoint> choose(
            Network network, Liveness liveness, ToleranceTable tolerance, double lossBudgetPp) {
        int[] bits = tolerance.bits().stream().mapToInt(Integer::intValue).toArray();
        int most = bits[bits.length - 1];
        double crossbars = 0;
        double latency = 0;
        for (MvmLayer layer : network.mvmLayers()) {
            crossbars += raq.arrays(layer.shape(), most);
            latency += slides(layer, most);
        }
        List<SurrogateProblem.MapChoice> maps = new ArrayList<>();
        for (int g = 0; g < liveness.maps().size(); g++) {
            maps.add(new SurrogateProblem.MapChoice(
                    liveness.maps().get(g).value(),
                    new long[liveness.moments()],
                    0,
                    bits,
                    bits,
                    quantization(tolerance.inputs().get(g)),
                    new double[bits.length][1],
                    new double[bits.length][1]));
        }
        List<SurrogateProblem.LayerChoice> layers = new ArrayList<>();
        for (MvmLayer layer : network.mvmLayers()) {
            double[][][] cost = new double[bits.length][bits.length][1];
            for (int w = 0; w < bits.length; w++) {
                for (int i = 0; i < bits.length; i++) {
                    cost[w][i][0] = WEIGHT_OF_EACH * raq.arrays(layer.shape(), bits[w]) / crossbars
                            + WEIGHT_OF_EACH * slides(layer, bits[i]) / latency;
                }
            }
            layers.add(new SurrogateProblem.LayerChoice(
                    liveness.maps().indexOf(liveness.readBy(layer)),
                    bits,
                    quantization(tolerance.weights().get(layer.index())),
                    new int[] {raq.output().maxBits()},
                    new double[1],
                    new double[bits.length][bits.length][1],
                    new double[bits.length][bits.length][1],
                    cost,
                    new long[bits.length],
                    new long[bits.length][bits.length],
                    new double[bits.length][bits.length],
                    new double[bits.length][bits.length]));
        }
        SurrogateProblem problem = new SurrogateProblem(
                maps,
                layers,
                NOMINAL_ONLY,
                new SurrogateProblem.Limits(lossBudgetPp, 2, 1, Optional.empty()),
                new SurrogateProblem.Hardware(1, new double[1], new double[1], 0, 0, new double[bits.length][1]),
                liveness.moments(),
                Objective.ENERGY);
        SurrogateSolution solution = solver.solve(problem);
        return (solution.found() ? solution : SurrogateSolution.safest(problem)).operatingPoints(problem);
    }

    private double slides(MvmLayer layer, int inputBits) {
        return (double) raq.array().inputSlices(inputBits) * layer.shape().positions();
    }

    private static double[] quantization(List<OperandTolerance> tolerances) {
        return tolerances.stream()
                .mapToDouble(OperandTolerance::quantizationLossPp)
                .toArray();
    }
}
