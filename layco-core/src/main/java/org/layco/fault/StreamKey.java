package org.layco.fault;

import org.layco.network.Operand;

/**
 * The name of everything that is random about one operand of one layer in one trial on one chip. Equal keys give equal
 * errors; keys that differ in any field give independent ones.
 *
 * @param seed the study's seed
 * @param chip one draw of everything that is fixed after manufacture and programming
 * @param trial one draw of everything else, for example (image, replicate); 0 for what is fixed per chip
 * @param layer {@code MvmLayer.index()}
 * @param operand whose cells
 */
public record StreamKey(long seed, long chip, long trial, int layer, Operand operand) {
    private static final long FAILED_WRITES = 0;
    private static final long OUTCOMES = 1;
    private static final long LEVEL_NOISE = 2;

    /** Stream of {@link FailedWrites}: which writes fail. */
    public long failedWrites() {
        return stream(FAILED_WRITES);
    }

    /** Stream of {@link BitErrors}: what a failed write leaves in its cell. */
    public long outcomes() {
        return stream(OUTCOMES);
    }

    /** Stream of {@link GaussianNoise}: level noise of the layer's outputs. */
    public long levelNoise() {
        return stream(LEVEL_NOISE);
    }

    private long stream(long draw) {
        long key = CounterHash.child(seed, chip);
        key = CounterHash.child(key, trial);
        key = CounterHash.child(key, layer);
        key = CounterHash.child(
                key,
                switch (operand) {
                    case WEIGHT -> 0;
                    case INPUT -> 1;
                    case PARTIAL_SUM -> 2;
                });
        return CounterHash.child(key, draw);
    }
}
