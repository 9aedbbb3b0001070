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

    /** Whether words are the codes plus {@code zeroPoint}. */
    default boolean isDigits(int zeroPoint) {
        return switch (this) {
            case PlainBinary plain -> zeroPoint == 0;
            case OffsetBinary(int bits) -> zeroPoint == 1 << (bits - 1);
            case DifferentialPair pair -> false;
            case TwosComplement complement -> false;
            case SignMagnitude magnitude -> false;
            case Gray gray -> false;
        };
    }

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

    /** Signed codes modulo 2^bits. */
    record TwosComplement(int bits) implements Encoding {
        @Override
        public int wordBits() {
            return bits;
        }

        @Override
        public int encode(int code) {
            return code & ((1 << bits) - 1);
        }

        @Override
        public int decode(int word) {
            int unused = Integer.SIZE - bits;
            return word << unused >> unused;
        }
    }

    /** Signed codes as a magnitude below a sign bit. Negative zero reads as 0; -2^(bits-1) has no word. */
    record SignMagnitude(int bits) implements Encoding {
        @Override
        public int wordBits() {
            return bits;
        }

        @Override
        public int encode(int code) {
            int magnitude = Math.abs(code);
            if (magnitude >>> (bits - 1) != 0) {
                throw new IllegalArgumentException(
                        "Code %d has no sign-magnitude word of %d bits. Use codes of at most %d in magnitude."
                                .formatted(code, bits, (1 << (bits - 1)) - 1));
            }
            return code < 0 ? magnitude | 1 << (bits - 1) : magnitude;
        }

        @Override
        public int decode(int word) {
            int sign = 1 << (bits - 1);
            int magnitude = word & (sign - 1);
            return (word & sign) == 0 ? magnitude : -magnitude;
        }
    }

    /**
     * The reflected Gray code of the plain word of unsigned codes, of the offset-binary word of signed ones: neighbouring
     * codes differ in one bit.
     */
    record Gray(int bits, boolean signed) implements Encoding {
        @Override
        public int wordBits() {
            return bits;
        }

        @Override
        public int encode(int code) {
            int plain = code + offset();
            return plain ^ (plain >>> 1);
        }

        @Override
        public int decode(int word) {
            int plain = word;
            for (int shift = 1; shift < bits; shift *= 2) {
                plain ^= plain >>> shift;
            }
            return plain - offset();
        }

        private int offset() {
            return signed ? 1 << (bits - 1) : 0;
        }
    }
}
