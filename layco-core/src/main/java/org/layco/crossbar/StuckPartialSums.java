package org.layco.crossbar;

/**
 * The buffer cells of a layer's partial sums that are stuck, and the levels that every read of them gives, whatever was
 * written: a sparse, sorted list.
 *
 * @param cells numbers of {@link PartialSums#cell}, ascending, each once; not to be modified
 * @param levels of each of them, from 0 to {@link PartialSums#largest(int)}; not to be modified
 */
public record StuckPartialSums(int[] cells, long[] levels) {
    /** No stuck cell. */
    public static final StuckPartialSums NONE = new StuckPartialSums(new int[0], new long[0]);

    public StuckPartialSums {
        if (cells.length != levels.length) {
            throw new IllegalArgumentException(
                    "%d stuck cells cannot have %d levels.".formatted(cells.length, levels.length));
        }
    }

    /** Number of stuck cells. */
    public int size() {
        return cells.length;
    }
}
