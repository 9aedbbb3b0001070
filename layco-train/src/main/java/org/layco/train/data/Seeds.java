package org.layco.train.data;

import java.util.SplittableRandom;

/** Derives seeds and orders from one seed by key, so that nothing depends on the order of calls. */
public final class Seeds {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /** A seed for the purpose that the keys name; other keys give an unrelated seed. */
    public static long derive(long seed, long... keys) {
        long derived = mix(seed);
        for (long key : keys) {
            derived = mix(derived ^ mix(key + GOLDEN_RATIO));
        }
        return derived;
    }

    /** The numbers 0 to count - 1 in random order. */
    public static int[] permutation(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of MurmurHash3 in the variant of Stafford (mix 13). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
