package org.layco.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.Partition.Holds;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.source.Knowable;

/**
 * Turns the operating points of a network's layers into a plan: all feature maps of one voltage share a partition of
 * whole arrays as large as their peak, all sections of one voltage form a partition, weights lie at nominal voltage.
 */
public final class PlanAssembler {
    private static final String WEIGHTS = "weights";

    /** Error rate of what does not lie in memory cells. */
    private static final Knowable<Double> NEVER = Knowable.known(0.0);

    private final Accelerator accelerator;
    private final MemoryCell cell;

    public PlanAssembler(Accelerator accelerator, MemoryCell cell) {
        this.accelerator = accelerator;
        this.cell = cell;
    }

    /**
     * Assembles a plan.
     *
     * @param points one per MVM layer, in the network's order; layers that read the same value need the same input bits
     *     and voltage
     */
    public Plan assemble(Network network, List<OperatingPoint> points) {
        return assemble(network, points, Map.of());
    }

    /**
     * Assembles a plan whose feature-map partitions may be larger than their peak, to last longer.
     *
     * @param leastCells of the feature-map partition at each voltage, whole arrays; the peak where absent or more
     */
    public Plan assemble(Network network, List<OperatingPoint> points, Map<Double, Long> leastCells) {
        List<MvmLayer> layers = network.mvmLayers();
        if (layers.size() != points.size()) {
            throw new IllegalArgumentException(
                    "%d operating points were given for %d MVM layers.".formatted(points.size(), layers.size()));
        }
        checkSharedInputs(layers, points);
        List<LayerPoint> layerPoints = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            layerPoints.add(layerPoint(layers.get(i), points.get(i)));
        }
        List<Partition> partitions = new ArrayList<>();
        partitions.add(weights(layers, points));
        partitions.addAll(featureMaps(network, points, leastCells));
        partitions.addAll(partialSums(layers, points));
        return new Plan(layerPoints, partitions);
    }

    private LayerPoint layerPoint(MvmLayer layer, OperatingPoint point) {
        double nominal = cell.nominalVolts();
        return new LayerPoint(
                layer.name(),
                new OperandPoint(point.weightBits(), WEIGHTS, nominal, cell.writeErrorProbability(nominal)),
                new OperandPoint(
                        point.inputBits(),
                        id(Holds.FEATURE_MAPS, point.inputVolts()),
                        point.inputVolts(),
                        storesFeatureMapsInRram() ? cell.writeErrorProbability(point.inputVolts()) : NEVER),
                new OperandPoint(
                        point.partialSumBits(),
                        id(Holds.PARTIAL_SUMS, point.partialSumVolts()),
                        point.partialSumVolts(),
                        storesPartialSumsInRram() ? cell.writeErrorProbability(point.partialSumVolts()) : NEVER));
    }

    private Partition weights(List<MvmLayer> layers, List<OperatingPoint> points) {
        long cells = 0;
        long used = 0;
        for (int i = 0; i < layers.size(); i++) {
            MvmShape shape = layers.get(i).shape();
            int bits = points.get(i).weightBits();
            cells += accelerator.arrays(shape, bits)
                    * accelerator.array().rows()
                    * accelerator.array().columns();
            used += (long) shape.weightElements()
                    * accelerator.array().polarities()
                    * accelerator.array().weightSlices(bits);
        }
        return new Partition(WEIGHTS, Holds.WEIGHTS, cell.nominalVolts(), cells, used);
    }

    private List<Partition> featureMaps(Network network, List<OperatingPoint> points, Map<Double, Long> leastCells) {
        Liveness liveness = Liveness.of(network);
        List<Partition> partitions = new ArrayList<>();
        for (double volts :
                distinct(points.stream().map(OperatingPoint::inputVolts).toList())) {
            long peak = liveness.peakCells(map -> {
                OperatingPoint point = points.get(map.readers().getFirst());
                return point.inputVolts() == volts
                        ? accelerator.featureMaps().cells(map.elements(), point.inputBits())
                        : 0;
            });
            partitions.add(
                    switch (accelerator.featureMaps()) {
                        case FeatureMapBuffer.Rram rram ->
                            new Partition(
                                    id(Holds.FEATURE_MAPS, volts),
                                    Holds.FEATURE_MAPS,
                                    volts,
                                    Math.max(rram.wholeArrays(peak), leastCells.getOrDefault(volts, 0L)),
                                    peak);
                        case FeatureMapBuffer.Charge charge ->
                            new Partition(id(Holds.FEATURE_MAPS, volts), Holds.FEATURE_MAPS, volts, peak, peak);
                    });
        }
        return partitions;
    }

    private List<Partition> partialSums(List<MvmLayer> layers, List<OperatingPoint> points) {
        List<Partition> partitions = new ArrayList<>();
        for (double volts :
                distinct(points.stream().map(OperatingPoint::partialSumVolts).toList())) {
            long cells = 0;
            long used = 0;
            for (int i = 0; i < layers.size(); i++) {
                OperatingPoint point = points.get(i);
                if (point.partialSumVolts() == volts
                        && accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram) {
                    long sections = accelerator.arrays(layers.get(i).shape(), point.weightBits());
                    int perSection = rram.cellsPerArray().value();
                    long wanted = (long) accelerator.usedColumns(layers.get(i).shape(), point.weightBits())
                            * accelerator.array().inputSlices(point.inputBits());
                    cells += sections * perSection;
                    used += sections * Math.min(perSection, wanted);
                }
            }
            partitions.add(new Partition(id(Holds.PARTIAL_SUMS, volts), Holds.PARTIAL_SUMS, volts, cells, used));
        }
        return partitions;
    }

    private static void checkSharedInputs(List<MvmLayer> layers, List<OperatingPoint> points) {
        Map<String, Integer> firstReaders = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            int first = firstReaders.merge(layers.get(i).input(), i, Math::min);
            OperatingPoint a = points.get(first);
            OperatingPoint b = points.get(i);
            if (a.inputBits() != b.inputBits() || a.inputVolts() != b.inputVolts()) {
                throw new IllegalArgumentException(
                        "Layers %s (%d bits, %s V) and %s (%d bits, %s V) read the same feature map. Give them the same input bits and voltage."
                                .formatted(
                                        layers.get(first).name(),
                                        a.inputBits(),
                                        a.inputVolts(),
                                        layers.get(i).name(),
                                        b.inputBits(),
                                        b.inputVolts()));
            }
        }
    }

    private boolean storesFeatureMapsInRram() {
        return accelerator.featureMaps() instanceof FeatureMapBuffer.Rram;
    }

    private boolean storesPartialSumsInRram() {
        return accelerator.partialSums() instanceof PartialSumStore.AnalogRram;
    }

    private static String id(Holds holds, double volts) {
        return switch (holds) {
            case WEIGHTS -> WEIGHTS;
            case FEATURE_MAPS -> "feature_maps_" + volts + "V";
            case PARTIAL_SUMS -> "partial_sums_" + volts + "V";
        };
    }

    /** From the highest voltage down. */
    private static List<Double> distinct(List<Double> volts) {
        return List.copyOf(new TreeSet<>(volts).descendingSet());
    }
}
