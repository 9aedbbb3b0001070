package org.layco.fault;

import java.util.Arrays;

/**
 * The single-level cells of a region that are stuck, and at what: a sparse, sorted list. A stuck cell ignores writes, failed
 * ones too.
 */
public final class StuckBits {
    /** No stuck cell. */
    public static final StuckBits NONE = new StuckBits(new long[0], new boolean[0]);

    private final long[] cells;
    private final boolean[] ones;

    /**
     * Stuck cells.
     *
     * @param cells indices, ascending, each once
     * @param ones whether each of them reads 1
     */
    public StuckBits(long[] cells, boolean[] ones) {
        if (cells.length != ones.length) {
            throw new IllegalArgumentException(
                    "%d stuck cells cannot have %d values.".formatted(cells.length, ones.length));
        }
        for (int i = 1; i < cells.length; i++) {
            if (cells[i] <= cells[i - 1]) {
                throw new IllegalArgumentException(
                        "Stuck cells must ascend: %d follows %d.".formatted(cells[i], cells[i - 1]));
            }
        }
        this.cells = cells.clone();
        this.ones = ones.clone();
    }

    /** Number of stuck cells. */
    public int size() {
        return cells.length;
    }

    /** Index of the {@code i}-th stuck cell. */
    public long cell(int i) {
        return cells[i];
    }

    /** True if the {@code i}-th stuck cell reads 1 (low resistance), false if 0. */
    public boolean one(int i) {
        return ones[i];
    }

    /** These and others; where both have a cell, these count. */
    public StuckBits and(StuckBits others) {
        if (others.size() == 0) {
            return this;
        }
        long[] all = new long[size() + others.size()];
        boolean[] values = new boolean[all.length];
        int count = 0;
        int other = 0;
        for (int i = 0; i <= size(); i++) {
            long next = i < size() ? cells[i] : Long.MAX_VALUE;
            for (; other < others.size() && others.cells[other] < next; other++) {
                all[count] = others.cells[other];
                values[count++] = others.ones[other];
            }
            if (i < size()) {
                other += other < others.size() && others.cells[other] == next ? 1 : 0;
                all[count] = next;
                values[count++] = ones[i];
            }
        }
        return new StuckBits(Arrays.copyOf(all, count), Arrays.copyOf(values, count));
    }
}
