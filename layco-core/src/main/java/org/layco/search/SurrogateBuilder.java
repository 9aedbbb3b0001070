package org.layco.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.Liveness;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/** Puts tolerance and energy together into the problem that the exact solver sees. */
public final class SurrogateBuilder {
    private final Network network;
    private final Liveness liveness;
    private final ToleranceTable tolerance;
    private final EnergyTerms energy;
    private final List<Double> voltages;
    private final DoubleUnaryOperator errorRate;

    /**
     * A builder.
     *
     * @param voltages candidate write voltages, ascending
     * @param errorRate probability that a write fails at a voltage
     */
    public SurrogateBuilder(
            Network network,
            Liveness liveness,
            ToleranceTable tolerance,
            EnergyTerms energy,
            List<Double> voltages,
            DoubleUnaryOperator errorRate) {
        this.network = network;
        this.liveness = liveness;
        this.tolerance = tolerance;
        this.energy = energy;
        this.voltages = List.copyOf(voltages);
        this.errorRate = errorRate;
    }

    /**
     * The problem.
     *
     * @param lossBudgetPp most predicted loss, percentage points
     * @param maxPartitions most feature-map plus psum partitions
     * @param arrayCells cells of one feature-map array
     * @param featureMapCells most cells of all feature-map partitions
     */
    public SurrogateProblem build(double lossBudgetPp, int maxPartitions, long arrayCells, long featureMapCells) {
        List<SurrogateProblem.MapChoice> maps = new ArrayList<>();
        for (int g = 0; g < liveness.maps().size(); g++) {
            maps.add(map(liveness.maps().get(g), tolerance.inputs().get(g)));
        }
        List<SurrogateProblem.LayerChoice> layers = new ArrayList<>();
        for (MvmLayer layer : network.mvmLayers()) {
            layers.add(layer(layer, liveness.maps().indexOf(liveness.readBy(layer))));
        }
        return new SurrogateProblem(
                maps, layers, voltages, lossBudgetPp, maxPartitions, arrayCells, featureMapCells, liveness.moments());
    }

    private SurrogateProblem.MapChoice map(FeatureMap map, List<OperandTolerance> tolerances) {
        int[] bits = ints(tolerance.bits());
        double[][] errors = new double[bits.length][voltages.size()];
        double[][] joules = new double[bits.length][voltages.size()];
        for (int b = 0; b < bits.length; b++) {
            for (int v = 0; v < voltages.size(); v++) {
                errors[b][v] = tolerances.get(b).slopeUpperPp() * errorRate.applyAsDouble(voltages.get(v));
                joules[b][v] = energy.featureMapJoules(map, bits[b], voltages.get(v));
            }
        }
        return new SurrogateProblem.MapChoice(
                map.value(), liveness.elementsAt(map), bits, quantization(tolerances), errors, joules);
    }

    /** Errors were measured with weights and inputs at the same bits; a mixed pair takes the worse of the two. */
    private SurrogateProblem.LayerChoice layer(MvmLayer layer, int map) {
        int[] bits = ints(tolerance.bits());
        int[] psumBits = ints(tolerance.psumBits());
        List<OperandTolerance> errors = tolerance.psumErrors().get(layer.index());
        double[][][] errorLoss = new double[bits.length][bits.length][voltages.size()];
        double[][][] writes = new double[bits.length][bits.length][voltages.size()];
        double[][][] reads = new double[bits.length][bits.length][psumBits.length];
        for (int w = 0; w < bits.length; w++) {
            for (int i = 0; i < bits.length; i++) {
                double slope =
                        Math.max(errors.get(w).slopeUpperPp(), errors.get(i).slopeUpperPp());
                for (int v = 0; v < voltages.size(); v++) {
                    errorLoss[w][i][v] = slope * errorRate.applyAsDouble(voltages.get(v));
                    writes[w][i][v] = energy.partialSumWriteJoules(layer, bits[w], bits[i], voltages.get(v));
                }
                for (int p = 0; p < psumBits.length; p++) {
                    reads[w][i][p] = energy.otherJoules(layer, bits[w], bits[i], psumBits[p]);
                }
            }
        }
        return new SurrogateProblem.LayerChoice(
                map,
                bits,
                quantization(tolerance.weights().get(layer.index())),
                psumBits,
                quantization(tolerance.psumReadBack().get(layer.index())),
                errorLoss,
                writes,
                reads);
    }

    private static double[] quantization(List<OperandTolerance> tolerances) {
        return tolerances.stream()
                .mapToDouble(OperandTolerance::quantizationLossPp)
                .toArray();
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
