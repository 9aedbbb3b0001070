package org.layco.fault;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Draws which of many writes fail, each independently with probability p, in time proportional to the number that fails.
 *
 * <p>Every write e of a stream has one threshold u(e), uniform in (0, 1), and fails iff u(e) &lt; p; so the failures at p are
 * a subset of those at any larger p. The thresholds are cut into octave strata: stratum s holds those in [2^-(s+1), 2^-s),
 * the deepest one everything below 2^-24, or below some 4 to 8 writes in all. A write is in stratum s with probability 2^-(s+1) / (1 - 2^-(s+1)) given that it is in
 * no deeper one, so each stratum is an independent Bernoulli process over all writes, sampled by geometric skips
 * (Devroye, Non-Uniform Random Variate Generation, 1986, section X.2), in which writes of deeper strata take precedence:
 * marginals are exact. Strata below p fail whole; the one that holds p is thinned by its exact thresholds.
 *
 * <p>Holds scratch space: one per worker thread.
 */
public final class FailedWrites {
    /** Index of the deepest stratum of any draw; a smaller p costs as much as 2^-24. */
    private static final int DEEPEST = 24;

    /** Mean distance of the hits of stratum s, and of everything below 2^-s. */
    private static final double[] MEAN_SKIP = new double[DEEPEST];

    private static final double[] MEAN_SKIP_BELOW = new double[DEEPEST + 1];

    static {
        for (int s = 0; s < DEEPEST; s++) {
            // the probability of being in stratum s and in no deeper one; 0 for stratum 0, which takes all that is left
            double share = Math.scalb(1.0, -s - 1);
            MEAN_SKIP[s] = -1 / StrictMath.log1p(-share / (1 - share));
        }
        for (int s = 0; s <= DEEPEST; s++) {
            MEAN_SKIP_BELOW[s] = -1 / StrictMath.log1p(-Math.scalb(1.0, -s));
        }
    }

    private static final int FIRST_CAPACITY = 64;

    /** Random numbers that stay in a first-level cache. */
    private static final int MOST_AT_ONCE = 1024;

    /** Found writes to a candidate from which on it is faster to search its place than to walk there. */
    private static final int MANY = 16;

    private long[] found = new long[FIRST_CAPACITY];
    private long[] stratum = new long[FIRST_CAPACITY];
    private long[] merged = new long[FIRST_CAPACITY];
    private final SkipLengths random = new SkipLengths();

    /**
     * The indices of the writes that fail, ascending, each once.
     *
     * @param stream from a {@link StreamKey}
     * @param writes number of writes, 0..2^52
     * @param probability that a write fails, 0..1
     * @return valid until the next call; backed by an array from offset 0
     */
    public LongBuffer draw(long stream, long writes, double probability) {
        return draw(stream, writes, CellProbability.uniform(probability));
    }

    /**
     * The indices of the writes that fail, ascending, each once, where writes differ in their probability. They are those whose
     * threshold in this stream is below their own probability: at equal probabilities the same that the other draw
     * gives. Time is proportional to the failures that the highest probability would give.
     *
     * @param stream from a {@link StreamKey}
     * @param writes number of writes, 0..2^52
     * @param probability of each write
     * @return valid until the next call; backed by an array from offset 0
     */
    public LongBuffer draw(long stream, long writes, CellProbability probability) {
        double highest = probability.highest();
        double lowest = probability.lowest();
        if (!(lowest >= 0 && lowest <= highest && highest <= 1) || writes < 0 || writes > 1L << 52) {
            throw new IllegalArgumentException(
                    "Cannot draw failures of %d writes at probabilities %s to %s: need 0..2^52 writes and 0..1."
                            .formatted(writes, lowest, highest));
        }
        int count = 0;
        if (highest > 0) {
            // some 4 to 8 writes are hit below 2^-deepest: as many as a vector makes at once
            int deepest = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(writes) - 3, 0, DEEPEST);
            int last = Math.min(deepest, -Math.getExponent(Math.nextDown(highest)) - 1);
            for (int s = deepest; s >= last; s--) {
                double mean = s == deepest ? MEAN_SKIP_BELOW[s] : MEAN_SKIP[s];
                int candidates = sample(CounterHash.child(stream, s), mean, writes);
                if (Math.scalb(1.0, -s) > lowest) {
                    double low = s == deepest ? 0 : Math.scalb(1.0, -s - 1);
                    long key = CounterHash.child(stream, DEEPEST + 1L + s);
                    candidates = thin(key, low, Math.scalb(1.0, -s), candidates, probability);
                }
                count = merge(count, candidates);
            }
        }
        return LongBuffer.wrap(found, 0, count);
    }

    /** Fills {@link #stratum} with the writes that a stratum's process hits; returns their number. */
    private int sample(long key, double mean, long writes) {
        int count = 0;
        long next = 0;
        int block = blockSize(writes / mean);
        while (true) {
            long[] skips = random.skips(key, count, block, mean);
            if (stratum.length < count + block) {
                stratum = Arrays.copyOf(stratum, Math.max(2 * count, count + block));
            }
            long[] hits = stratum;
            for (int i = 0; i < block; i++) {
                next += skips[i];
                if (next >= writes) {
                    return count;
                }
                hits[count++] = next++;
            }
        }
    }

    /** Hits that are looked for at a time: mostly all at once. */
    private static int blockSize(double expected) {
        return Math.max(1, (int) Math.min(MOST_AT_ONCE, expected + 2 * Math.sqrt(expected) + 1));
    }

    /** Keeps those candidates whose threshold, between {@code low} and {@code high}, is below their probability. */
    private int thin(long key, double low, double high, int candidates, CellProbability probability) {
        double[] uniforms = random.uniforms(key, 0, candidates);
        return probability.lowest() == probability.highest()
                ? thinUniformly(uniforms, low, high - low, candidates, probability.highest())
                : thinCellByCell(uniforms, low, high - low, candidates, probability);
    }

    private int thinUniformly(double[] uniforms, double low, double width, int candidates, double probability) {
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            stratum[kept] = stratum[i];
            kept += low + width * uniforms[i] < probability ? 1 : 0;
        }
        return kept;
    }

    private int thinCellByCell(
            double[] uniforms, double low, double width, int candidates, CellProbability probability) {
        int kept = 0;
        double lowest = probability.lowest();
        double highest = probability.highest();
        for (int i = 0; i < candidates; i++) {
            double threshold = low + width * uniforms[i];
            // The bounds decide most cases without asking for the write's own probability, which may be slow.
            if (threshold < highest && (threshold < lowest || threshold < probability.of(stratum[i]))) {
                stratum[kept++] = stratum[i];
            }
        }
        return kept;
    }

    /** Merges {@link #stratum} into {@link #found}, dropping what is there already; returns the new number. */
    private int merge(int count, int candidates) {
        if (candidates == 0) {
            return count;
        }
        if (count == 0) {
            long[] swap = found;
            found = stratum;
            stratum = swap;
            return candidates;
        }
        if (merged.length < count + candidates) {
            merged = new long[Math.max(2 * merged.length, count + candidates)];
        }
        int size = candidates < count / MANY ? insert(count, candidates) : interleave(count, candidates);
        long[] swap = found;
        found = merged;
        merged = swap;
        return size;
    }

    /** Copies the runs of {@link #found} between few candidates. */
    private int insert(int count, int candidates) {
        int size = 0;
        int i = 0;
        for (int j = 0; j < candidates; j++) {
            long candidate = stratum[j];
            int place = Arrays.binarySearch(found, i, count, candidate);
            int end = place < 0 ? -place - 1 : place;
            System.arraycopy(found, i, merged, size, end - i);
            size += end - i;
            i = end;
            if (place < 0) {
                merged[size++] = candidate;
            }
        }
        System.arraycopy(found, i, merged, size, count - i);
        return size + count - i;
    }

    /** From both ends at once: the two chains of comparisons run in parallel. */
    private int interleave(int count, int candidates) {
        long[] a = found;
        long[] b = stratum;
        long[] target = merged;
        int size = 0;
        int i = 0;
        int j = 0;
        int top = count + candidates;
        int iEnd = count;
        int jEnd = candidates;
        while (iEnd - i > 1 && jEnd - j > 1) {
            long deeper = a[i];
            long candidate = b[j];
            target[size++] = Math.min(deeper, candidate);
            i += deeper <= candidate ? 1 : 0;
            j += candidate <= deeper ? 1 : 0;
            deeper = a[iEnd - 1];
            candidate = b[jEnd - 1];
            target[--top] = Math.max(deeper, candidate);
            iEnd -= deeper >= candidate ? 1 : 0;
            jEnd -= candidate >= deeper ? 1 : 0;
        }
        while (i < iEnd && j < jEnd) {
            long deeper = a[i];
            long candidate = b[j];
            target[size++] = Math.min(deeper, candidate);
            i += deeper <= candidate ? 1 : 0;
            j += candidate <= deeper ? 1 : 0;
        }
        while (i < iEnd) {
            target[size++] = a[i++];
        }
        while (j < jEnd) {
            target[size++] = b[j++];
        }
        int behind = count + candidates - top;
        if (size < top) {
            System.arraycopy(target, top, target, size, behind);
        }
        return size + behind;
    }
}
