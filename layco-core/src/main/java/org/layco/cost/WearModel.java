package org.layco.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.layco.activity.ActionCounts;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.PartialSumStore;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.FixedPlacement;
import org.layco.mapping.Liveness;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Plan;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * Wear of a plan's partitions in closed form. A partial sum is pinned to its section, which every output position
 * rewrites, so rotation is free only inside the section; feature maps rotate freely in their partition.
 */
final class WearModel {
    private final Accelerator accelerator;
    private final MemoryCell cell;

    WearModel(Accelerator accelerator, MemoryCell cell) {
        this.accelerator = accelerator;
        this.cell = cell;
    }

    /** Wear of every partition of cells that inference writes. */
    List<PartitionWear> wear(Network network, List<OperatingPoint> points, Plan plan) {
        List<PartitionWear> wear = new ArrayList<>();
        for (Partition partition : plan.partitions()) {
            switch (partition.holds()) {
                case WEIGHTS -> {
                    // Programmed once, before the first inference.
                }
                case FEATURE_MAPS -> {
                    if (accelerator.featureMaps() instanceof FeatureMapBuffer.Rram) {
                        wear.add(ofFeatureMaps(partition, Liveness.of(network), points));
                    }
                }
                case PARTIAL_SUMS -> {
                    if (accelerator.partialSums() instanceof PartialSumStore.AnalogRram rram) {
                        wear.add(ofPartialSums(partition, rram, network.mvmLayers(), points));
                    }
                }
            }
        }
        return wear;
    }

    private PartitionWear ofFeatureMaps(Partition partition, Liveness liveness, List<OperatingPoint> points) {
        ToLongFunction<FeatureMap> cells = map -> {
            OperatingPoint point = points.get(map.readers().getFirst());
            return point.inputVolts() == partition.writeVolts() ? (long) map.elements() * point.inputBits() : 0;
        };
        FixedPlacement fixed = FixedPlacement.of(liveness, cells);
        return new PartitionWear(
                partition.id(),
                fixed.writes(),
                fixed.mostWritesPerCell(),
                (double) fixed.writes() / partition.cells(),
                cell.enduranceWrites(partition.writeVolts()));
    }

    private PartitionWear ofPartialSums(
            Partition partition, PartialSumStore.AnalogRram rram, List<MvmLayer> layers, List<OperatingPoint> points) {
        int sectionCells = rram.cellsPerArray().value();
        long writes = 0;
        double most = 0;
        double levelled = 0;
        for (int i = 0; i < layers.size(); i++) {
            OperatingPoint point = points.get(i);
            if (point.partialSumVolts() != partition.writeVolts()) {
                continue;
            }
            MvmLayer layer = layers.get(i);
            writes += ActionCounts.of(layer.shape(), accelerator, point.weightBits(), point.inputBits(), false)
                    .partialSumWrites();
            int perPosition = accelerator.usedColumns(layer.shape(), point.weightBits())
                    * accelerator.array().inputSlices(point.inputBits());
            double positions = layer.shape().positions();
            most = Math.max(most, positions * Math.ceilDiv(perPosition, sectionCells));
            levelled = Math.max(levelled, positions * perPosition / sectionCells);
        }
        return new PartitionWear(partition.id(), writes, most, levelled, cell.enduranceWrites(partition.writeVolts()));
    }
}
