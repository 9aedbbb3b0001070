package org.layco.wear;

import org.layco.source.Knowable;

/**
 * Cells that are written alike.
 *
 * @param partition id of their partition
 * @param cells how many, at least 1
 * @param writesPerInference of each, at least 0
 * @param enduranceWrites median endurance
 */
public record CellGroup(String partition, long cells, double writesPerInference, Knowable<Double> enduranceWrites) {
    public CellGroup {
        if (cells < 1 || !(writesPerInference >= 0)) {
            throw new IllegalArgumentException("A group of partition %s has %d cells with %s writes each."
                    .formatted(partition, cells, writesPerInference));
        }
    }

    /** Share of its endurance that the median cell loses per inference. */
    public Knowable<Double> wearPerInference() {
        return enduranceWrites.map(writes -> writesPerInference / writes);
    }
}
