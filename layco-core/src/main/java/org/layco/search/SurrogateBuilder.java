package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layco.activity.ActionCounts;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.Liveness;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.search.SurrogateProblem.Hardware;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.Limits;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.source.Knowable;
import org.layco.wear.LayerSwapping;
import org.layco.wear.WearDemand;

/** Puts tolerance, cost and hardware together into the problem that the exact solver sees. */
public final class SurrogateBuilder {
    private final Network network;
    private final Liveness liveness;
    private final ToleranceTable tolerance;
    private final CostTerms terms;
    private final Accelerator accelerator;
    private final MemoryCell cell;
    private final List<Double> voltages;

    /**
     * A builder.
     *
     * @param accelerator with feature maps in RRAM
     * @param cell whose write errors are known
     * @param voltages candidate write voltages, ascending
     */
    public SurrogateBuilder(
            Network network,
            Liveness liveness,
            ToleranceTable tolerance,
            CostTerms terms,
            Accelerator accelerator,
            MemoryCell cell,
            List<Double> voltages) {
        this.network = network;
        this.liveness = liveness;
        this.tolerance = tolerance;
        this.terms = terms;
        this.accelerator = accelerator;
        this.cell = cell;
        this.voltages = List.copyOf(voltages);
    }

    /** The problem. */
    public SurrogateProblem build(Limits limits, Objective objective) {
        List<MapChoice> maps = new ArrayList<>();
        for (int g = 0; g < liveness.maps().size(); g++) {
            maps.add(map(liveness.maps().get(g), tolerance.inputs().get(g)));
        }
        List<LayerChoice> layers = new ArrayList<>();
        for (MvmLayer layer : network.mvmLayers()) {
            layers.add(layer(layer, liveness.maps().indexOf(liveness.readBy(layer))));
        }
        return new SurrogateProblem(maps, layers, voltages, limits, hardware(), liveness.moments(), objective);
    }

    /** Whole arrays for the feature maps at some bits in one partition: an area that other plans can be held to. */
    public static long featureMapCells(Liveness liveness, FeatureMapBuffer.Rram buffer, int bits) {
        return buffer.wholeArrays(liveness.peakCells(map -> (long) map.elements() * bits));
    }

    private MapChoice map(FeatureMap map, List<OperandTolerance> tolerances) {
        int[] bits = ints(tolerance.bits());
        double[][] errors = new double[bits.length][voltages.size()];
        double[][] joules = new double[bits.length][voltages.size()];
        for (int b = 0; b < bits.length; b++) {
            for (int v = 0; v < voltages.size(); v++) {
                errors[b][v] = tolerances.get(b).slopeUpperPp() * errorRate(voltages.get(v));
                joules[b][v] = terms.featureMapJoules(map, bits[b], voltages.get(v));
            }
        }
        return new MapChoice(
                map.value(),
                liveness.elementsAt(map),
                liveness.writtenElements(map),
                bits,
                Arrays.stream(bits)
                        .map(one -> Math.toIntExact(accelerator.featureMaps().cells(1, one)))
                        .toArray(),
                quantization(tolerances),
                errors,
                joules);
    }

    /** Errors were measured with weights and inputs at the same bits; a mixed pair takes the worse of the two. */
    private LayerChoice layer(MvmLayer layer, int map) {
        int[] bits = ints(tolerance.bits());
        int[] psumBits = ints(tolerance.psumBits());
        List<OperandTolerance> errors = tolerance.psumErrors().get(layer.index());
        double[][][] errorLoss = new double[bits.length][bits.length][voltages.size()];
        double[][][] writes = new double[bits.length][bits.length][voltages.size()];
        double[][][] reads = new double[bits.length][bits.length][psumBits.length];
        long[][] counts = new long[bits.length][bits.length];
        double[][] sections = new double[bits.length][bits.length];
        double[][] seconds = new double[bits.length][bits.length];
        long[] arrays = new long[bits.length];
        for (int w = 0; w < bits.length; w++) {
            arrays[w] = accelerator.arrays(layer.shape(), bits[w]);
            for (int i = 0; i < bits.length; i++) {
                double slope =
                        Math.max(errors.get(w).slopeUpperPp(), errors.get(i).slopeUpperPp());
                for (int v = 0; v < voltages.size(); v++) {
                    errorLoss[w][i][v] = slope * errorRate(voltages.get(v));
                    writes[w][i][v] = terms.partialSumWriteJoules(layer, bits[w], bits[i], voltages.get(v));
                }
                for (int p = 0; p < psumBits.length; p++) {
                    reads[w][i][p] = terms.otherJoules(layer, bits[w], bits[i], psumBits[p]);
                }
                if (accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram) {
                    counts[w][i] = ActionCounts.of(layer.shape(), accelerator, bits[w], bits[i], false)
                            .partialSumWrites();
                    sections[w][i] = WearDemand.mostSectionWrites(layer.shape(), bits[w], bits[i], rram, accelerator);
                }
                seconds[w][i] = terms.seconds(layer, bits[w], bits[i]);
            }
        }
        return new LayerChoice(
                map,
                bits,
                quantization(tolerance.weights().get(layer.index())),
                psumBits,
                quantization(tolerance.psumReadBack().get(layer.index())),
                errorLoss,
                writes,
                reads,
                arrays,
                counts,
                sections,
                seconds);
    }

    private Hardware hardware() {
        if (!(accelerator.featureMaps() instanceof FeatureMapBuffer.Rram buffer)) {
            throw new IllegalArgumentException(
                    "Design " + accelerator.name() + " has no RRAM feature-map buffer to place data in.");
        }
        int[] bits = ints(tolerance.bits());
        int[] psumBits = ints(tolerance.psumBits());
        double[] mapWear = new double[voltages.size()];
        double[] psumWear = new double[voltages.size()];
        for (int v = 0; v < mapWear.length; v++) {
            if (cell.enduranceWrites(voltages.get(v)) instanceof Knowable.Known<Double>(Double writes)) {
                mapWear[v] = 1 / (writes * buffer.writes().enduranceFactor());
                psumWear[v] = LayerSwapping.DIVERGENCE / writes;
            }
        }
        double[][] arrayArea = new double[bits.length][psumBits.length];
        for (int i = 0; i < bits.length; i++) {
            for (int p = 0; p < psumBits.length; p++) {
                arrayArea[i][p] = terms.arraySquareMetres(bits[i], psumBits[p]);
            }
        }
        return new Hardware(
                (long) buffer.rows() * buffer.columns(),
                mapWear,
                psumWear,
                accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram
                        ? rram.cellsPerArray().value()
                        : 0,
                terms.bufferCellSquareMetres(),
                arrayArea);
    }

    private double errorRate(double volts) {
        return cell.writeErrorProbability(volts).get();
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
