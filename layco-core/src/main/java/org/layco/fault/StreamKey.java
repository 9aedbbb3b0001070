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
    private static final long WEAK_BITLINES = 3;
    private static final long WEAK_WORDLINES = 4;
    private static final long WEAK_CELLS = 5;
    private static final long WEAK_FAILURES = 6;
    private static final long STUCK_CELLS = 7;
    private static final long STUCK_VALUES = 8;
    private static final long LEVEL_ERRORS = 9;
    private static final long LEVEL_DIRECTIONS = 10;
    private static final long WORN_CELLS = 11;
    private static final long WORN_VALUES = 12;

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

    /** Stream of {@link LevelErrors}: which multi-level cells are misread. */
    public long levelErrors() {
        return stream(LEVEL_ERRORS);
    }

    /** Stream of {@link LevelErrors}: whether a misread cell reads one level up or down. */
    public long levelDirections() {
        return stream(LEVEL_DIRECTIONS);
    }

    /** Stream of the failures that weak cells have in addition. */
    long weakFailures() {
        return stream(WEAK_FAILURES);
    }

    /** Which bitlines of the chip are weak; the same in every trial. */
    long weakBitlines() {
        return ofChip().stream(WEAK_BITLINES);
    }

    /** Which wordlines of the chip are weak; the same in every trial. */
    long weakWordlines() {
        return ofChip().stream(WEAK_WORDLINES);
    }

    /** Which cells of the chip are weak; the same in every trial. */
    long weakCells() {
        return ofChip().stream(WEAK_CELLS);
    }

    /** Which cells of the chip are stuck; the same in every trial. */
    long stuckCells() {
        return ofChip().stream(STUCK_CELLS);
    }

    /** At what the chip's stuck cells are stuck; the same in every trial. */
    long stuckValues() {
        return ofChip().stream(STUCK_VALUES);
    }

    /** Stream of the writes that meet a worn-out cell. */
    long wornCells() {
        return stream(WORN_CELLS);
    }

    /** Stream of what worn-out cells hold. */
    long wornValues() {
        return stream(WORN_VALUES);
    }

    /** The key of what is fixed on the chip, the same in every trial. */
    StreamKey ofChip() {
        return trial == 0 ? this : new StreamKey(seed, chip, 0, layer, operand);
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
