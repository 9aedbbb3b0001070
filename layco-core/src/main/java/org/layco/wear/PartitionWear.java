package org.layco.wear;

import java.util.List;
import org.layco.source.Knowable;

/**
 * Wear of one partition whose cells are written during inference, in closed form.
 *
 * @param partition its id
 * @param writesPerInference cell writes of the whole partition, positive
 * @param mostWritesPerCell writes per inference of the cell written most, every datum keeping its place
 * @param levelledWritesPerCell writes per inference of every cell where rotation is free: inside a section for partial
 *     sums (the section worn most counts), in the whole partition for feature maps
 * @param enduranceWrites median endurance at the partition's voltage
 */
public record PartitionWear(
        String partition,
        long writesPerInference,
        double mostWritesPerCell,
        double levelledWritesPerCell,
        Knowable<Double> enduranceWrites) {
    /** The wear of a partition's regions, at least one. */
    static PartitionWear of(List<WearRegion> regions) {
        return new PartitionWear(
                regions.getFirst().partition(),
                regions.stream()
                        .mapToLong(region -> region.copies() * region.writes())
                        .sum(),
                regions.stream().mapToLong(WearRegion::mostWrites).max().orElse(0),
                regions.stream().mapToDouble(WearRegion::meanWrites).max().orElse(0),
                regions.getFirst().enduranceWrites());
    }

    /** Inferences until the median cell fails without levelling: N / max writes (Resch et al., ISCA 2023). */
    public Knowable<Double> unlevelledInferences() {
        return enduranceWrites.map(writes -> writes / mostWritesPerCell);
    }

    /** Inferences until the median cell fails with perfect rotation: N * cells / writes (Qureshi et al., MICRO 2009). */
    public Knowable<Double> levelledInferences() {
        return enduranceWrites.map(writes -> writes / levelledWritesPerCell);
    }
}
