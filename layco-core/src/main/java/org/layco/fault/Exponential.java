package org.layco.fault;

/**
 * Standard exponential numbers, -ln(u), from 64 random bits: a table of 256 logarithms and a polynomial, exact to 2e-16 plus
 * 2^-50 relative, in operations that give the same bits on every machine.
 */
final class Exponential {
    private static final int INDEX_BITS = 8;
    private static final int SIZE = 1 << INDEX_BITS;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1.0);
    private static final double LN2 = StrictMath.log(2);

    /** Reciprocals of the middles of 256 parts of [1, 2). */
    private static final double[] RECIPROCALS = reciprocals();

    /** ln of those reciprocals. */
    private static final double[] LOGARITHMS = logarithms();

    private Exponential() {}

    /** -ln(CounterHash.unit(bits)). */
    static double of(long bits) {
        long raw = Double.doubleToRawLongBits(CounterHash.unit(bits));
        int part = (int) (raw >>> (MANTISSA_BITS - INDEX_BITS)) & (SIZE - 1);
        double mantissa = Double.longBitsToDouble((raw & MANTISSA) | ONE);
        // |r| <= 2^-9; ln(1 + r) to r^5
        double r = mantissa * RECIPROCALS[part] - 1;
        double series = r * (1 + r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4 + r * (1.0 / 5)))));
        return LOGARITHMS[part] - series - ((int) (raw >>> MANTISSA_BITS) - Double.MAX_EXPONENT) * LN2;
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
