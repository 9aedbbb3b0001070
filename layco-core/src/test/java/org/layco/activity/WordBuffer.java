package org.layco.activity;

import org.layco.hardware.FeatureMapWrites;
import org.layco.hardware.FeatureMapWrites.Comparison;

/** One place of a feature-map buffer that is written word by word and counts what its cells do: the oracle of buffer options. */
public final class WordBuffer {
    private final FeatureMapWrites options;
    private final int bits;
    private final int zeroWord;
    private int cells;
    private boolean inverted;
    private boolean zero;
    private long words;
    private long written;
    private long compared;
    private long read;

    /** An empty place for words of so many bits; {@code zeroWord} is the word of value 0. */
    public WordBuffer(FeatureMapWrites options, int bits, int zeroWord) {
        this.options = options;
        this.bits = bits;
        this.zeroWord = zeroWord;
    }

    /** Writes a word over what is there, and reads it once. */
    public void write(int word) {
        boolean compares = options.comparison() != Comparison.NONE;
        words++;
        if (options.skipsZeros()) {
            boolean nowZero = word == zeroWord;
            compared += compares ? 1 : 0;
            written += compares && nowZero == zero ? 0 : 1;
            read++;
            zero = nowZero;
            if (zero) {
                return;
            }
        }
        int dataCells = options.dataCells(bits);
        int mask = (1 << bits) - 1;
        switch (options.comparison()) {
            case NONE -> {
                written += dataCells;
                cells = word;
                read += dataCells;
            }
            case DATA_COMPARISON -> {
                compared += dataCells;
                for (int first = 0; first < bits; first += options.cellBits()) {
                    int level = (1 << options.cellBits()) - 1;
                    written += (cells >> first & level) == (word >> first & level) ? 0 : 1;
                }
                cells = word;
                read += dataCells;
            }
            case FLIP_N_WRITE -> {
                compared += dataCells + 1;
                int plain = Integer.bitCount(cells ^ word) + (inverted ? 1 : 0);
                int flipped = Integer.bitCount(cells ^ word ^ mask) + (inverted ? 0 : 1);
                inverted = flipped < plain;
                cells = inverted ? word ^ mask : word;
                written += Math.min(plain, flipped);
                read += dataCells + 1;
            }
        }
    }

    /** What a word took on average. */
    public FeatureMapAccess mean() {
        return new FeatureMapAccess((double) written / words, (double) compared / words, (double) read / words);
    }
}
