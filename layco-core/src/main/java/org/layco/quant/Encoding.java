package org.layco.quant;

/** How a code becomes a word of stored bits; flipping a bit of the word is what a failed cell write does to the code. */
public sealed interface Encoding {
    /** Bit-width of the code. */
    int bits();

    /** Bits that the word of one code occupies, 2..32. */
    int wordBits();

    /** The word of a code. */
    int encode(int code);

    /** The code that a word stands for; defined for every word of {@link #wordBits()} bits. */
    int decode(int word);

    /**
     * The encoding of weights in crossbar cells: offset binary in one column, or a differential pair of columns.
     *
     * @param bits bit-width of the codes
     * @param polarities 1 or 2
     */
    static Encoding ofWeights(int bits, int polarities) {
        return polarities == 1 ? new OffsetBinary(bits) : new DifferentialPair(bits);
    }

    /** Unsigned codes as they are. */
    record PlainBinary(int bits) implements Encoding {
        @Override
        public int wordBits() {
            return bits;
        }

        @Override
        public int encode(int code) {
            return code;
        }

        @Override
        public int decode(int word) {
            return word;
        }
    }

    /** Signed codes plus 2^(bits-1). */
    record OffsetBinary(int bits) implements Encoding {
        @Override
        public int wordBits() {
            return bits;
        }

        @Override
        public int encode(int code) {
            return code + (1 << (bits - 1));
        }

        @Override
        public int decode(int word) {
            return word - (1 << (bits - 1));
        }
    }

    /** Signed codes as two magnitudes: the positive one in the low {@code bits} of the word, the negative one above. */
    record DifferentialPair(int bits) implements Encoding {
        @Override
        public int wordBits() {
            return 2 * bits;
        }

        @Override
        public int encode(int code) {
            return code >= 0 ? code : -code << bits;
        }

        @Override
        public int decode(int word) {
            return (word & ((1 << bits) - 1)) - (word >>> bits);
        }
    }
}
