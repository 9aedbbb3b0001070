package org.layco.fault;

import java.nio.LongBuffer;

/**
 * Draws which of many writes fail, each independently with probability p, in time proportional to the number that fails.
 *
 * <p>Every write e of a stream has one threshold u(e), uniform in (0, 1), and fails iff u(e) &lt; p; so the failures at p are
 * a subset of those at any larger p. The thresholds are cut into octave strata: stratum s holds those in [2^-(s+1), 2^-s),
 * the deepest one everything below 2^-24. A write is in stratum s with probability 2^-(s+1) / (1 - 2^-(s+1)) given that it is in
 * no deeper one, so each stratum is an independent Bernoulli process over all writes, sampled by geometric skips
 * (Devroye, Non-Uniform Random Variate Generation, 1986, section X.2), in which writes of deeper strata take precedence:
 * marginals are exact. Strata below p fail whole; the one that holds p is thinned by its exact thresholds.
 *
 * <p>Holds scratch space: one per worker thread.
 */
public final class FailedWrites {
    /** Index of the deepest stratum; a smaller p costs as much as 2^-24. */
    private static final int DEEPEST = 24;

    private static final double[] SKIP_RATE = skipRates();
    private static final int FIRST_CAPACITY = 64;

    private long[] found = new long[FIRST_CAPACITY];
    private long[] stratum = new long[FIRST_CAPACITY];
    private long[] merged = new long[FIRST_CAPACITY];

    /**
     * The indices of the writes that fail, ascending, each once.
     *
     * @param stream from a {@link StreamKey}
     * @param writes number of writes, 0..2^52
     * @param probability that a write fails, 0..1
     * @return valid until the next call; backed by an array from offset 0
     */
    public LongBuffer draw(long stream, long writes, double probability) {
        if (!(probability >= 0 && probability <= 1) || writes < 0 || writes > 1L << 52) {
            throw new IllegalArgumentException(
                    "Cannot draw failures of %d writes at probability %s: need 0..2^52 writes and 0..1."
                            .formatted(writes, probability));
        }
        int count = 0;
        if (probability > 0) {
            int last = Math.min(DEEPEST, -Math.getExponent(Math.nextDown(probability)) - 1);
            for (int s = DEEPEST; s >= last; s--) {
                int candidates = sample(CounterHash.child(stream, s), s, writes);
                if (s == last) {
                    candidates = thin(CounterHash.child(stream, DEEPEST + 1L + s), s, candidates, probability);
                }
                count = merge(count, candidates);
            }
        }
        return LongBuffer.wrap(found, 0, count);
    }

    /** Fills {@link #stratum} with the writes that the process of stratum {@code s} hits; returns their number. */
    private int sample(long key, int s, long writes) {
        double rate = SKIP_RATE[s];
        int count = 0;
        long next = 0;
        while (true) {
            double unit = CounterHash.unit(CounterHash.bits(key, count));
            double left = writes - next;
            // exp(-x) >= 1 - x: spares the logarithm where a hit is unlikely
            if (1 - unit >= left * rate) {
                return count;
            }
            double skip = StrictMath.log(unit) / -rate;
            if (skip >= left) {
                return count;
            }
            next += (long) skip;
            if (count == stratum.length) {
                stratum = java.util.Arrays.copyOf(stratum, 2 * count);
            }
            stratum[count++] = next++;
        }
    }

    /** Keeps those candidates of stratum {@code s} whose threshold is below {@code probability}. */
    private int thin(long key, int s, int candidates, double probability) {
        double low = s == DEEPEST ? 0 : Math.scalb(1.0, -s - 1);
        double width = s == DEEPEST ? Math.scalb(1.0, -s) : low;
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            double threshold = low + width * CounterHash.unit(CounterHash.bits(key, i));
            stratum[kept] = stratum[i];
            kept += threshold < probability ? 1 : 0;
        }
        return kept;
    }

    /** Merges {@link #stratum} into {@link #found}, dropping what is there already; returns the new number. */
    private int merge(int count, int candidates) {
        if (candidates == 0) {
            return count;
        }
        if (merged.length < count + candidates) {
            merged = new long[Math.max(2 * merged.length, count + candidates)];
        }
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < count && j < candidates) {
            long deeper = found[i];
            long candidate = stratum[j];
            merged[size++] = Math.min(deeper, candidate);
            i += deeper <= candidate ? 1 : 0;
            j += candidate <= deeper ? 1 : 0;
        }
        System.arraycopy(found, i, merged, size, count - i);
        size += count - i;
        System.arraycopy(stratum, j, merged, size, candidates - j);
        size += candidates - j;
        long[] swap = found;
        found = merged;
        merged = swap;
        return size;
    }

    /** -ln(1 - q) of each stratum's conditional probability q; infinite for stratum 0, which takes all that is left. */
    private static double[] skipRates() {
        double[] rates = new double[DEEPEST + 1];
        for (int s = 0; s < DEEPEST; s++) {
            double share = Math.scalb(1.0, -s - 1);
            rates[s] = -StrictMath.log1p(-share / (1 - share));
        }
        rates[DEEPEST] = -StrictMath.log1p(-Math.scalb(1.0, -DEEPEST));
        return rates;
    }
}
