package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

/**
 * All cells of a buffer that store the same kind of data, in partitions of any voltage. A cell that takes its turn in every
 * one of them wears by the sum of writes over the endurance at the voltage of each.
 *
 * @param regions at least one
 */
record Pool(List<WearRegion> regions) {
    /** The cells of a kind, if the buffer has any. */
    static Optional<Pool> of(WearDemand demand, Holds holds) {
        List<WearRegion> regions = demand.regions().stream()
                .filter(region -> region.holds() == holds)
                .toList();
        return regions.isEmpty() ? Optional.empty() : Optional.of(new Pool(regions));
    }

    long cells() {
        return regions.stream()
                .mapToLong(region -> region.copies() * region.cells())
                .sum();
    }

    long copies() {
        return regions.stream().mapToLong(WearRegion::copies).sum();
    }

    /** Cell writes of one inference. */
    double writes() {
        return regions.stream()
                .mapToDouble(region -> region.copies() * region.writes())
                .sum();
    }

    /** Share of its endurance that the mean cell loses in one inference. */
    double wear() {
        return regions.stream()
                        .mapToDouble(region -> region.copies()
                                * region.writes()
                                / region.enduranceWrites().get())
                        .sum()
                / cells();
    }

    /** The same of the region worn most, its own writes spread over its own cells. */
    double mostWear() {
        return regions.stream()
                .mapToDouble(
                        region -> region.meanWrites() / region.enduranceWrites().get())
                .max()
                .orElse(0);
    }

    /** Every cell with the mean writes and the endurance of their mixture of voltages. */
    List<CellGroup> levelled() {
        double writes = writes() / cells();
        Knowable<Double> endurance = Knowable.known(writes > 0 ? writes / wear() : 1);
        List<CellGroup> groups = new ArrayList<>();
        for (WearRegion region : regions) {
            groups.add(new CellGroup(region.partition(), region.copies() * region.cells(), writes, endurance));
        }
        return groups;
    }

    /** Every region levelled by itself. */
    List<CellGroup> apart() {
        List<CellGroup> groups = new ArrayList<>();
        for (WearRegion region : regions) {
            groups.add(new CellGroup(
                    region.partition(),
                    region.copies() * region.cells(),
                    region.meanWrites(),
                    region.enduranceWrites()));
        }
        return groups;
    }
}
