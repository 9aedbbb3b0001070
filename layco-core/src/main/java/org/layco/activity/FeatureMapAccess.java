package org.layco.activity;

import java.util.Optional;
import org.layco.hardware.FeatureMapWrites;
import org.layco.quant.CodeHistogram;

/**
 * Cells of one word that a feature-map buffer acts on, on average over words; flags included. What a write meets is an
 * independent word of the same histogram: feature maps move in the buffer, and space is used again.
 *
 * @param written in one write of the word
 * @param compared read before that write
 * @param read in one read of the word
 */
public record FeatureMapAccess(double written, double compared, double read) {

    /**
     * The accesses of a buffer.
     *
     * @param stored histogram of the words; every word equally likely if empty
     */
    public static FeatureMapAccess of(FeatureMapWrites buffer, int bits, Optional<CodeHistogram> stored) {
        if (buffer.comparison() == FeatureMapWrites.Comparison.NONE && !buffer.skipsZeros()) {
            // Every cell, whatever the words are: a histogram of 16-bit codes would be most of a comparison's time.
            int cells = buffer.dataCells(bits);
            return new FeatureMapAccess(cells, 0, cells);
        }
        CodeHistogram words = stored.orElseGet(() -> CodeHistogram.uniform(bits));
        if (!buffer.skipsZeros()) {
            return ofWords(buffer, words);
        }
        double zeros = words.share(words.zeroPoint());
        FeatureMapAccess others =
                words.withoutZero().map(rest -> ofWords(buffer, rest)).orElse(new FeatureMapAccess(0, 0, 0));
        boolean compares = buffer.comparison() != FeatureMapWrites.Comparison.NONE;
        return new FeatureMapAccess(
                (compares ? 2 * zeros * (1 - zeros) : 1) + (1 - zeros) * others.written(),
                (compares ? 1 : 0) + (1 - zeros) * others.compared(),
                1 + (1 - zeros) * others.read());
    }

    private static FeatureMapAccess ofWords(FeatureMapWrites buffer, CodeHistogram words) {
        int cells = buffer.dataCells(words.bits());
        return switch (buffer.comparison()) {
            case NONE -> new FeatureMapAccess(cells, 0, cells);
            case DATA_COMPARISON ->
                new FeatureMapAccess(
                        words.differences().mean(digits -> changed(digits, buffer.cellBits())), cells, cells);
            case FLIP_N_WRITE ->
                // Either d cells change, or all others and the flag.
                new FeatureMapAccess(
                        words.differences()
                                .mean(digits ->
                                        Math.min(Integer.bitCount(digits), cells + 1 - Integer.bitCount(digits))),
                        cells + 1,
                        cells + 1);
        };
    }

    /** Cells in which the bits that differ lie. */
    private static int changed(int differingBits, int cellBits) {
        int cells = 0;
        for (int rest = differingBits; rest != 0; rest >>>= cellBits) {
            cells += (rest & ((1 << cellBits) - 1)) != 0 ? 1 : 0;
        }
        return cells;
    }
}
