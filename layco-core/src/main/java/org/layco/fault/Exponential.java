package org.layco.fault;

/**
 * Standard exponential numbers, -ln(u), from 64 random bits: a table of 256 logarithms and a polynomial, exact to 1e-14, in
 * operations that give the same bits on every machine.
 */
final class Exponential {
    private static final int INDEX_BITS = 8;
    private static final int SIZE = 1 << INDEX_BITS;
    private static final int MANTISSA_BITS = 52;
    private static final long ONE = Double.doubleToRawLongBits(1.0);

    /** Reciprocals of the middles of 256 parts of [1, 2). */
    private static final double[] RECIPROCALS = reciprocals();

    /** ln of those reciprocals. */
    private static final double[] LOGARITHMS = logarithms();

    /** -ln of the power of two below u, by the number of leading zeros of the bits. */
    private static final double[] POWERS = powers();

    private Exponential() {}

    /** -ln(u) of the u in (0, 1) whose binary fraction the bits are, cut behind 53 significant ones. */
    static double of(long bits) {
        int zeros = Long.numberOfLeadingZeros(bits);
        long raw = (bits << zeros << 1 >>> (Long.SIZE - MANTISSA_BITS)) | ONE;
        int part = (int) (raw >>> (MANTISSA_BITS - INDEX_BITS)) & (SIZE - 1);
        // |r| <= 2^-9; ln(1 + r) to r^4
        double r = Double.longBitsToDouble(raw) * RECIPROCALS[part] - 1;
        double series = r * (1 + r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4))));
        return POWERS[zeros] + (LOGARITHMS[part] - series);
    }

    private static double[] powers() {
        double[] table = new double[Long.SIZE + 1];
        for (int zeros = 0; zeros <= Long.SIZE; zeros++) {
            table[zeros] = (zeros + 1) * StrictMath.log(2);
        }
        return table;
    }

    private static double[] reciprocals() {
        double[] table = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = 1 / (1 + (i + 0.5) / SIZE);
        }
        return table;
    }

    private static double[] logarithms() {
        double[] table = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = StrictMath.log(RECIPROCALS[i]);
        }
        return table;
    }
}
