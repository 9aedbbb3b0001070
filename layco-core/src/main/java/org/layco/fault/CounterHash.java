package org.layco.fault;

/**
 * Random bits as a pure function of a key and a counter.
 *
 * <p>The mixer is variant 13 of D. Stafford, "Better bit mixing" (2011), the finaliser of SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014), applied to the counter and again to its XOR with the key: two keys never yield shifted copies of
 * one sequence, as plain SplitMix64 streams may.
 */
final class CounterHash {
    /** 2^64 / golden ratio, odd: spreads small integers over all bits. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The multipliers of the mixer. */
    static final long FIRST = 0xBF58476D1CE4E5B9L;

    static final long SECOND = 0x94D049BB133111EBL;

    private CounterHash() {}

    /** 64 random bits. */
    static long bits(long key, long counter) {
        return mix(key ^ mix(counter + GOLDEN));
    }

    /** The key of the stream that is named {@code name} under {@code parent}. */
    static long child(long parent, long name) {
        return mix(mix(parent + GOLDEN) + name * GOLDEN);
    }

    /** Uniform in (0, 1), a multiple of 2^-53 plus 2^-54. */
    static double unit(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * FIRST;
        z = (z ^ (z >>> 27)) * SECOND;
        return z ^ (z >>> 31);
    }
}
