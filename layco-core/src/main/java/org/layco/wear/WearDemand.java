package org.layco.wear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.FixedPlacement;
import org.layco.mapping.FixedPlacement.Run;
import org.layco.mapping.Liveness;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.source.Knowable;

/**
 * What one inference writes to the cells of a buffer, region by region, before any swapping. A partial sum is pinned to
 * its section, which every output position rewrites; feature maps may lie anywhere in their partition.
 *
 * @param regions of every partition that inference writes, in the plan's order
 * @param crossbar one array of weights, which moving or copying a layer rewrites
 */
public record WearDemand(List<WearRegion> regions, Crossbar crossbar) {
    /**
     * A crossbar array.
     *
     * @param rows written one after the other
     * @param cells of the array
     * @param enduranceWrites median endurance at the voltage weights are written at
     * @param cellWriteJoules energy of one write of one cell at that voltage
     * @param rowWriteSeconds time of one write
     * @param spare arrays, each with its psum cells, that there is area for beside the plan's
     */
    public record Crossbar(
            int rows,
            long cells,
            Knowable<Double> enduranceWrites,
            Knowable<Double> cellWriteJoules,
            Knowable<Double> rowWriteSeconds,
            long spare) {}

    public WearDemand {
        regions = List.copyOf(regions);
    }

    /** What a plan for a network writes on a design. */
    public static WearDemand of(Network network, Plan plan, Accelerator accelerator, MemoryCell cell) {
        List<OperatingPoint> points = plan.operatingPoints(network);
        List<WearRegion> regions = new ArrayList<>();
        for (Partition partition : plan.partitions()) {
            switch (partition.holds()) {
                case WEIGHTS -> {
                    // Programmed once, before the first inference.
                }
                case FEATURE_MAPS -> {
                    if (accelerator.featureMaps() instanceof FeatureMapBuffer.Rram rram) {
                        regions.add(featureMaps(partition, rram, network, points, cell));
                    }
                }
                case PARTIAL_SUMS -> {
                    if (accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram) {
                        regions.addAll(sections(partition, rram, network, points, accelerator, cell));
                    }
                }
            }
        }
        int rows = accelerator.array().rows();
        return new WearDemand(
                regions,
                new Crossbar(
                        rows,
                        (long) rows * accelerator.array().columns(),
                        cell.enduranceWrites(cell.nominalVolts()),
                        cell.writeEnergyJoules(cell.nominalVolts()),
                        cell.write().map(write -> write.value().writeSeconds()),
                        0));
    }

    /** The same demand where there is area for further arrays. */
    public WearDemand withSpareArrays(long arrays) {
        return new WearDemand(
                regions,
                new Crossbar(
                        crossbar.rows,
                        crossbar.cells,
                        crossbar.enduranceWrites,
                        crossbar.cellWriteJoules,
                        crossbar.rowWriteSeconds,
                        arrays));
    }

    /** Every cell of a word counts as written, also where a comparison would spare it. */
    private static WearRegion featureMaps(
            Partition partition,
            FeatureMapBuffer.Rram rram,
            Network network,
            List<OperatingPoint> points,
            MemoryCell cell) {
        ToLongFunction<FeatureMap> cells = map -> {
            OperatingPoint point = points.get(map.readers().getFirst());
            return point.inputVolts() == partition.writeVolts() ? rram.cells(map.elements(), point.inputBits()) : 0;
        };
        return region(
                partition,
                "feature maps",
                1,
                partition.cells(),
                rram.columns(),
                FixedPlacement.of(Liveness.of(network), cells).runs(),
                cell,
                rram.writes().enduranceFactor());
    }

    /** Sections that are written alike, layer by layer. */
    private static List<WearRegion> sections(
            Partition partition,
            PartialSumStore.AnalogRram rram,
            Network network,
            List<OperatingPoint> points,
            Accelerator accelerator,
            MemoryCell cell) {
        List<WearRegion> regions = new ArrayList<>();
        for (MvmLayer layer : network.mvmLayers()) {
            OperatingPoint point = points.get(layer.index());
            if (point.partialSumVolts() != partition.writeVolts()) {
                continue;
            }
            int slices = accelerator.array().inputSlices(point.inputBits());
            columns(layer.shape(), point.weightBits(), accelerator)
                    .forEach((columns, sections) -> regions.add(region(
                            partition,
                            layer.name(),
                            sections,
                            rram.cellsPerArray().value(),
                            rram.lineCells(),
                            rewritten(
                                    columns * slices,
                                    layer.shape().positions(),
                                    rram.cellsPerArray().value()),
                            cell,
                            1)));
        }
        return regions;
    }

    /** Writes of one inference to every cell of the section of a layer that is written most, as partial sums rotate in it. */
    public static double mostSectionWrites(
            MvmShape shape, int weightBits, int inputBits, PartialSumStore.AnalogRram rram, Accelerator accelerator) {
        int columns = Collections.max(columns(shape, weightBits, accelerator).keySet());
        return (double) columns
                * accelerator.array().inputSlices(inputBits)
                * shape.positions()
                / rram.cellsPerArray().value();
    }

    /**
     * How many arrays of a layer use how many of their columns. A strip is what shares rows, group and, where planes have
     * arrays of their own, plane; all its arrays are full but the last.
     */
    private static Map<Integer, Integer> columns(MvmShape shape, int weightBits, Accelerator accelerator) {
        int planes = accelerator.array().polarities() * accelerator.array().weightSlices(weightBits);
        int rowTiles = accelerator.array().rowTiles(shape.rows());
        long arrays = accelerator.arrays(shape, weightBits);
        boolean groupsShareArrays =
                arrays < (long) shape.groups() * rowTiles * accelerator.columnTiles(shape, weightBits);
        int planeStrips = switch (accelerator.layout()) {
            case INTERLEAVED -> 1;
            case PLANE_PER_ARRAY -> planes;
        };
        int strips = planeStrips * (groupsShareArrays ? 1 : shape.groups() * rowTiles);
        int perStrip = Math.toIntExact(arrays / strips);
        int full = accelerator.usedColumns(shape, weightBits);
        int ofStrip = Math.toIntExact((long) shape.outputs() * planes * rowTiles / strips);
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        if (perStrip > 1) {
            columns.put(full, strips * (perStrip - 1));
        }
        columns.merge(ofStrip - (perStrip - 1) * full, strips, Integer::sum);
        return columns;
    }

    /** Every position writes {@code slots} cells, beginning anew where there are fewer. */
    private static List<Run> rewritten(long slots, long positions, int cells) {
        long rounds = slots / cells;
        long more = slots % cells;
        List<Run> runs = new ArrayList<>();
        if (more > 0) {
            runs.add(new Run(more, positions * (rounds + 1)));
        }
        if (rounds > 0) {
            runs.add(new Run(cells - more, positions * rounds));
        }
        return runs;
    }

    private static WearRegion region(
            Partition partition,
            String occupant,
            int copies,
            long cells,
            int lineCells,
            List<Run> runs,
            MemoryCell cell,
            double enduranceFactor) {
        return new WearRegion(
                partition.id(),
                occupant,
                partition.holds(),
                copies,
                cells,
                lineCells,
                runs,
                partition.writeVolts(),
                cell.enduranceWrites(partition.writeVolts()).map(writes -> writes * enduranceFactor),
                cell.writeEnergyJoules(partition.writeVolts()));
    }

    /** Ids of the partitions, in the plan's order. */
    public List<String> partitions() {
        return regions.stream().map(WearRegion::partition).distinct().toList();
    }

    /** The regions of one partition. */
    public List<WearRegion> of(String partition) {
        return regions.stream()
                .filter(region -> region.partition().equals(partition))
                .toList();
    }

    /** Cell writes of one inference. */
    public long writes() {
        return regions.stream()
                .mapToLong(region -> region.copies() * region.writes())
                .sum();
    }

    /** Wear of every partition in closed form. */
    public List<PartitionWear> closedForm() {
        return partitions().stream().map(id -> PartitionWear.of(of(id))).toList();
    }
}
