package org.layco.fault;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Uniform and geometric random numbers as pure functions of a key and a counter, block by block: those of {@link CounterHash} in
 * vector lanes. Every operation is one that all processors round alike, so numbers are the same whatever the width of a vector.
 *
 * <p>Holds the last block: one per worker thread.
 */
final class SkipLengths {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LONGS.length();
    private static final LongVector LANE = LongVector.zero(LONGS).addIndex(1);

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1.0);
    private static final long ROOT_HALF = Double.doubleToRawLongBits(Math.sqrt(0.5));
    private static final double LN2 = Math.log(2);

    /** Adding this to a double below 2^51 in magnitude leaves its nearest integer in the lower bits of the sum. */
    private static final double TO_INTEGER = 0x1.8p52;

    private static final long INTEGER_BITS = Double.doubleToRawLongBits(TO_INTEGER);

    private double[] uniforms = {};
    private long[] skips = {};

    /**
     * Uniform numbers in (0, 1), multiples of 2^-52 plus 2^-53: the upper bits of {@link CounterHash#bits}.
     *
     * @param first counter of the first
     * @return {@code count} numbers and more behind; valid until the next call
     */
    double[] uniforms(long key, int first, int count) {
        run(UNIFORMS, key, first, count, 0);
        return uniforms;
    }

    /**
     * Numbers of failures before a success of a Bernoulli process, whole parts of exponential numbers -mean ln(u); ln is exact to 2e-11.
     *
     * @param mean -1/ln(1 - p) of a process that succeeds with probability p, at most 2^40
     * @return {@code count} numbers and more behind; valid until the next call
     */
    long[] skips(long key, int first, int count, double mean) {
        run(PHASES.size(), key, first, count, mean);
        return skips;
    }

    private void run(int phases, long key, int first, int count, double mean) {
        if (uniforms.length < count + L) {
            uniforms = new double[Math.max(2 * uniforms.length, count + L)];
            skips = new long[uniforms.length];
        }
        for (int phase = 0; phase < phases; phase++) {
            PHASES.get(phase).apply(this, key, first, count, mean);
        }
    }

    /**
     * A loop over a block. Several of them behind one call site keep the compiler from inlining them into their callers, where
     * their vectors would exceed its limit of nodes and be boxed.
     */
    private interface Phase {
        void apply(SkipLengths block, long key, int first, int count, double mean);
    }

    private static final List<Phase> PHASES = List.of(
            (block, key, first, count, mean) -> mixCounters(first, count, key, block.skips),
            (block, key, first, count, mean) -> mixToUniforms(block.skips, count, block.uniforms),
            (block, key, first, count, mean) -> skips(block.uniforms, count, mean, block.skips));

    /** Phases that make uniform numbers. */
    private static final int UNIFORMS = 2;

    // No method below takes or gives a vector: where the compiler chooses not to inline one, the vector is boxed.

    private static void mixCounters(int first, int count, long key, long[] mixed) {
        for (int i = 0; i < count; i += L) {
            var z = LANE.add(first + i + CounterHash.GOLDEN);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
                    .mul(CounterHash.FIRST);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 27))
                    .mul(CounterHash.SECOND);
            z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 31))
                    .lanewise(VectorOperators.XOR, key)
                    .intoArray(mixed, i);
        }
    }

    private static void mixToUniforms(long[] values, int count, double[] uniforms) {
        for (int i = 0; i < count; i += L) {
            var z = LongVector.fromArray(LONGS, values, i);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
                    .mul(CounterHash.FIRST);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 27))
                    .mul(CounterHash.SECOND);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 31));
            // a number in [1, 2), less what makes it one in (0, 1)
            z.lanewise(VectorOperators.LSHR, Long.SIZE - MANTISSA_BITS)
                    .or(ONE)
                    .viewAsFloatingLanes()
                    .sub(1 - 0x1p-53)
                    .intoArray(uniforms, i);
        }
    }

    /** ln(u) = ln(f) + e ln(2) with f in [sqrt(1/2), sqrt(2)), and ln(f) = 2 artanh((f - 1) / (f + 1)) as a series. */
    private static void skips(double[] uniforms, int count, double mean, long[] skips) {
        for (int i = 0; i < count; i += L) {
            var bits = DoubleVector.fromArray(DOUBLES, uniforms, i)
                    .viewAsIntegralLanes()
                    .sub(ROOT_HALF);
            var exponent = bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS)
                    .add(INTEGER_BITS)
                    .viewAsFloatingLanes()
                    .sub(TO_INTEGER);
            var f = bits.and(MANTISSA).add(ROOT_HALF).viewAsFloatingLanes();
            var s = f.sub(1).div(f.add(1));
            var square = s.mul(s);
            square.mul(-2.0 / 11)
                    .sub(2.0 / 9)
                    .mul(square)
                    .sub(2.0 / 7)
                    .mul(square)
                    .sub(2.0 / 5)
                    .mul(square)
                    .sub(2.0 / 3)
                    .mul(square)
                    .sub(2)
                    .mul(s)
                    .sub(exponent.mul(LN2))
                    .mul(mean)
                    .sub(0.5)
                    .add(TO_INTEGER)
                    .viewAsIntegralLanes()
                    .sub(INTEGER_BITS)
                    .intoArray(skips, i);
        }
    }
}
