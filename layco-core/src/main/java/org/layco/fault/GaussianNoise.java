package org.layco.fault;

/**
 * Standard normal numbers as a pure function of (stream, element): four per 64-bit hash, each the quantile at the middle of
 * one of 4096 equally likely bins. The two outermost bins are cut again into 4096, so magnitudes reach 5.3.
 *
 * <p>The tables solve dz/dq = -1/phi(z) from the median outwards in {@link StrictMath}: the same bits on every machine.
 */
public final class GaussianNoise {
    private static final int INDEX_BITS = 12;
    private static final int BINS = 1 << INDEX_BITS;
    private static final int OUTERMOST = BINS - 1;
    private static final int PER_HASH = 4;
    private static final int BITS_EACH = Long.SIZE / PER_HASH;
    private static final int RUNGE_KUTTA_STEPS = 8;

    /** Quantile of each bin, ascending; the outermost two are replaced by {@link #TAIL}. */
    private static final float[] QUANTILES = quantiles();

    /** Magnitudes within an outermost bin, descending. */
    private static final float[] TAIL = tail();

    private GaussianNoise() {}

    /** The number of one element. */
    public static float at(long stream, long element) {
        long bits = CounterHash.bits(stream, element / PER_HASH);
        return pick((int) (bits >>> (element % PER_HASH * BITS_EACH)), stream, element);
    }

    /**
     * Writes the numbers of elements {@code first}, {@code first + 1}, ... to the first {@code count} places.
     *
     * @param stream {@link StreamKey#levelNoise()}
     * @param first not negative
     */
    public static void fill(long stream, long first, float[] target, int count) {
        int i = 0;
        while (i < count && (first + i) % PER_HASH != 0) {
            target[i] = at(stream, first + i);
            i++;
        }
        for (; i + PER_HASH <= count; i += PER_HASH) {
            long element = first + i;
            long bits = CounterHash.bits(stream, element / PER_HASH);
            target[i] = pick((int) bits, stream, element);
            target[i + 1] = pick((int) (bits >>> BITS_EACH), stream, element + 1);
            target[i + 2] = pick((int) (bits >>> (2 * BITS_EACH)), stream, element + 2);
            target[i + 3] = pick((int) (bits >>> (3 * BITS_EACH)), stream, element + 3);
        }
        for (; i < count; i++) {
            target[i] = at(stream, first + i);
        }
    }

    private static float pick(int bits, long stream, long element) {
        int bin = bits & OUTERMOST;
        if (((bin + 1) & OUTERMOST) <= 1) {
            return outermost(bin, stream, element);
        }
        return QUANTILES[bin];
    }

    /** Counters with the top bit set belong to the second draw of an element. */
    private static float outermost(int bin, long stream, long element) {
        float magnitude = TAIL[(int) (CounterHash.bits(stream, element | Long.MIN_VALUE) >>> (Long.SIZE - INDEX_BITS))];
        return bin == 0 ? -magnitude : magnitude;
    }

    private static float[] quantiles() {
        float[] table = new float[BINS];
        double z = 0;
        double upper = 0.5;
        for (int i = BINS / 2; i < BINS; i++) {
            double next = (BINS - i - 0.5) / BINS;
            z = quantile(z, upper, next);
            upper = next;
            table[i] = (float) z;
            table[BINS - 1 - i] = (float) -z;
        }
        return table;
    }

    private static float[] tail() {
        float[] table = new float[BINS];
        double upper = 1.5 / BINS;
        double z = QUANTILES[OUTERMOST - 1];
        for (int i = OUTERMOST; i >= 0; i--) {
            double next = (i + 0.5) / BINS / BINS;
            z = quantile(z, upper, next);
            upper = next;
            table[i] = (float) z;
        }
        return table;
    }

    /** The z above which the share {@code to} lies, from the z of share {@code from}: Runge-Kutta of order 4 in ln q. */
    private static double quantile(double z, double from, double to) {
        double start = StrictMath.log(from);
        double h = (start - StrictMath.log(to)) / RUNGE_KUTTA_STEPS;
        double current = z;
        for (int i = 0; i < RUNGE_KUTTA_STEPS; i++) {
            double here = start - i * h;
            double k1 = slope(here, current);
            double k2 = slope(here - h / 2, current + h / 2 * k1);
            double k3 = slope(here - h / 2, current + h / 2 * k2);
            double k4 = slope(here - h, current + h * k3);
            current += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return current;
    }

    /** -dz/d(ln q) = q / phi(z). */
    private static double slope(double logShare, double z) {
        return StrictMath.sqrt(2 * StrictMath.PI) * StrictMath.exp(logShare + z * z / 2);
    }
}
