package org.layco.mapping;

/**
 * A set of whole buffer arrays, sections or crossbars that share one write voltage.
 *
 * @param id unique in its plan
 * @param holds what it stores
 * @param writeVolts write voltage in volts
 * @param cells physical cells, whole arrays
 * @param peakCells most cells occupied at any step of the schedule; at most {@code cells}
 */
public record Partition(String id, Holds holds, double writeVolts, long cells, long peakCells) {
    /** What a partition stores. */
    public enum Holds {
        /** Weights, in the crossbars themselves. */
        WEIGHTS,
        /** Feature maps, in digital single-level cells. */
        FEATURE_MAPS,
        /** Partial sums, as analog levels beside the crossbars that make them. */
        PARTIAL_SUMS
    }

    public Partition {
        if (peakCells > cells) {
            throw new IllegalArgumentException(
                    "Partition %s holds %d cells at its peak but has only %d.".formatted(id, peakCells, cells));
        }
    }
}
