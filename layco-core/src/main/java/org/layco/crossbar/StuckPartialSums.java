package org.layco.crossbar;

/**
 * The writes of a layer's partial sums that meet a stuck buffer cell, and the levels that are read from it, whatever was
 * written: a sparse, sorted list. The partial sum of another write to the same place is not concerned.
 *
 * @param writes {@code position * cells + cell}, ascending, each once; not to be modified
 * @param levels of each of them, from 0 to {@link PartialSums#largest(int)} of its cell; not to be modified
 */
public record StuckPartialSums(long[] writes, long[] levels) {
    /** No stuck cell. */
    public static final StuckPartialSums NONE = new StuckPartialSums(new long[0], new long[0]);

    public StuckPartialSums {
        if (writes.length != levels.length) {
            throw new IllegalArgumentException(
                    "%d writes to stuck cells cannot read %d levels.".formatted(writes.length, levels.length));
        }
    }

    /** Number of writes. */
    public int size() {
        return writes.length;
    }
}
