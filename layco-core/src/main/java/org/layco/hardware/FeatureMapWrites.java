package org.layco.hardware;

import java.util.OptionalInt;

/**
 * How a buffer of RRAM cells writes the words of a feature map; for digital words only, never for analog partial sums.
 *
 * @param comparison what is read before a write, to write less
 * @param skipsZeros true if a word of value 0 is not written but noted in a flag cell of its own
 * @param cellBits bits of a cell, 1..4; more than 1 not with {@link Comparison#FLIP_N_WRITE}
 * @param pulses that one write of a cell takes; the memory cell's own if empty, which needs single-level cells
 * @param enduranceFactor endurance of such a cell over that of a single-level one, positive, at most 1
 */
public record FeatureMapWrites(
        Comparison comparison, boolean skipsZeros, int cellBits, OptionalInt pulses, double enduranceFactor) {
    /** What is read before a write. */
    public enum Comparison {
        /** Nothing: every cell is written. */
        NONE,
        /** The old word: only cells that change are written (P. Zhou et al., ISCA 2009). */
        DATA_COMPARISON,
        /** The old word and a flag cell: the new word is stored inverted where that changes fewer cells (S. Cho, H. Lee, MICRO 2009). */
        FLIP_N_WRITE
    }

    /** Single-level cells that are always written. */
    public static final FeatureMapWrites PLAIN =
            new FeatureMapWrites(Comparison.NONE, false, 1, OptionalInt.empty(), 1);

    private static final int MOST_CELL_BITS = 4;

    public FeatureMapWrites {
        if (cellBits < 1 || cellBits > MOST_CELL_BITS) {
            throw new IllegalArgumentException(
                    "Cells of %d bits are outside [1, %d].".formatted(cellBits, MOST_CELL_BITS));
        }
        if (cellBits > 1 && pulses.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cells of %d bits are programmed in more pulses than single-level ones. Add 'pulses'."
                            .formatted(cellBits));
        }
        if (cellBits > 1 && comparison == Comparison.FLIP_N_WRITE) {
            throw new IllegalArgumentException(
                    "Inverting a word does not exchange the levels of cells of %d bits for their own. Use data_comparison, or cells of 1 bit."
                            .formatted(cellBits));
        }
        if (!(enduranceFactor > 0 && enduranceFactor <= 1)) {
            throw new IllegalArgumentException("enduranceFactor (%s) must lie in (0, 1].".formatted(enduranceFactor));
        }
    }

    /** Cells that a word of so many bits occupies, flags included. */
    public int cellsOfWord(int bits) {
        return dataCells(bits) + flags();
    }

    /** Cells of a word's bits. */
    public int dataCells(int bits) {
        return Math.ceilDiv(bits, cellBits);
    }

    /** Flag cells of a word. */
    public int flags() {
        return (comparison == Comparison.FLIP_N_WRITE ? 1 : 0) + (skipsZeros ? 1 : 0);
    }
}
