package org.layco.study;

/**
 * What a run may use of the machine; results do not depend on it.
 *
 * @param threads worker threads, at least 1
 * @param prefixMemoryBytes budget of cached prefixes of walks, at least 0: what does not fit is computed anew when needed
 */
public record Resources(int threads, long prefixMemoryBytes) {
    /** Budget unless told otherwise: 512 MB. */
    public static final long DEFAULT_PREFIX_MEMORY_BYTES = 512_000_000;

    public Resources {
        if (threads < 1 || prefixMemoryBytes < 0) {
            throw new IllegalArgumentException("threads (%d) must be at least 1 and prefixMemoryBytes (%d) at least 0."
                    .formatted(threads, prefixMemoryBytes));
        }
    }

    /** So many threads and the default budget. */
    public static Resources ofThreads(int threads) {
        return new Resources(threads, DEFAULT_PREFIX_MEMORY_BYTES);
    }
}
