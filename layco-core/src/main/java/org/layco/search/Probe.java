package org.layco.search;

/**
 * One departure from the clean baseline, in which every operand has its most bits and no write fails. A sensitivity
 * measurement applies exactly one.
 */
public sealed interface Probe {
    /** Feature map {@code map} stored at {@code bits}. */
    record InputBits(int map, int bits) implements Probe {}

    /** Weights of layer {@code layer} stored at {@code bits}. */
    record WeightBits(int layer, int bits) implements Probe {}

    /** Partial sums of layer {@code layer} read back at {@code bits}. */
    record PsumBits(int layer, int bits) implements Probe {}

    /** Feature map {@code map} stored at {@code bits}, each cell write failing with {@code bitErrorRate}. */
    record InputErrors(int map, int bits, double bitErrorRate) implements Probe {}

    /** Weights and input of {@code layer} at {@code bits}, each psum write failing with {@code bitErrorRate}. */
    record PsumErrors(int layer, int bits, double bitErrorRate) implements Probe {}
}
