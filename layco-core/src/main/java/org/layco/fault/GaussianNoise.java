package org.layco.fault;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Standard normal numbers as a pure function of (stream, element), by the transform of Box and Muller (Ann. Math. Stat. 29,
 * 1958): blocks of 32 elements come from 16 pairs of uniform numbers of 24 and 29 bits, so magnitudes reach 5.9.
 *
 * <p>Uniform numbers are a 32-bit multiply-xorshift hash of the pair's number (shifts and multipliers of C. Wellons' hash
 * prospector, 2018), keyed before and between its multiplications. Logarithm, sine and cosine are minimax polynomials that keep every number
 * within 2e-6 of its pair's radius, in basic operations and fused multiply-adds, which every processor rounds alike: the same bits
 * everywhere, whatever the width of its vectors.
 *
 * <p>Holds scratch space: one per worker thread.
 */
public final class GaussianNoise {
    /** Elements of a block: {@code first} and room behind {@code count} are multiples of it. */
    public static final int BLOCK = 32;

    private static final int PAIRS = BLOCK / 2;
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > PAIRS ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    private static final int L = FLOATS.length();

    private static final int GOLDEN = 0x9E3779B1;
    private static final IntVector GOLDEN_LANES =
            IntVector.zero(INTS).addIndex(1).mul(GOLDEN);
    private static final int FIRST = 0x21F0AAAD;
    private static final int SECOND = 0x735A2D97;

    private static final int ROOT_HALF_BITS = Float.floatToRawIntBits(0.70710677f);
    private static final int MANTISSA = 0x7FFFFF;
    private static final int MANTISSA_BITS = 23;

    /** Bits of the number whose logarithm gives the radius. */
    private static final int RADIUS_BITS = 24;

    private static final float MINUS_TWICE_LN2 = (float) (-2 * Math.log(2));

    /** Bits of an angle in the first eighth of the circle. */
    private static final int ANGLE_BITS = 29;

    private static final int ANGLE = (1 << ANGLE_BITS) - 1;
    private static final float ANGLE_STEP = (float) (Math.PI / 4 / (1 << ANGLE_BITS));

    private int[] radii = {};
    private int[] angles = {};

    /**
     * Writes the numbers of {@code count} elements from {@code first} on to the start of {@code target}.
     *
     * @param stream {@link StreamKey#levelNoise()}
     * @param first a multiple of {@link #BLOCK}, 0..2^31
     * @param target with room for whole blocks; what is behind {@code count} is scratch
     */
    public void fill(long stream, long first, float[] target, int count) {
        if (first % BLOCK != 0) {
            throw new IllegalArgumentException("first (%d) must be a multiple of %d.".formatted(first, BLOCK));
        }
        long mixed = CounterHash.bits(stream, 0);
        int pairs = Math.ceilDiv(count, BLOCK) * PAIRS;
        if (radii.length < pairs) {
            radii = new int[pairs];
            angles = new int[pairs];
        }
        Draw draw =
                new Draw(pairs, (int) (first / 2), (int) mixed, (int) (mixed >>> Integer.SIZE), radii, angles, target);
        for (Phase phase : PHASES) {
            phase.apply(draw);
        }
    }

    /** Numbers of some pairs, from pair {@code first} on, in the making. */
    private record Draw(int pairs, int first, int key, int other, int[] radii, int[] angles, float[] target) {}

    /**
     * A loop over all pairs. Several of them behind one call site keep the compiler from inlining them into their callers, where
     * their vectors would exceed its limit of nodes and be boxed: 3 ns a number instead of 0.3.
     */
    private interface Phase {
        void apply(Draw draw);
    }

    private static final List<Phase> PHASES = List.of(
            draw -> countAndHash(draw.pairs, draw.first, draw.key, draw.other, draw.radii),
            draw -> hash(draw.pairs, draw.radii, draw.other, draw.key, draw.angles),
            draw -> radii(draw.pairs, draw.radii, draw.target),
            draw -> directions(draw.pairs, draw.angles, draw.target));

    // No method below takes or gives a vector: where the compiler chooses not to inline one, the vector is boxed.

    private static void countAndHash(int pairs, int pair, int key, int other, int[] hashed) {
        for (int i = 0; i < pairs; i += L) {
            var x = GOLDEN_LANES.add((pair + i) * GOLDEN + key);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16))
                    .mul(FIRST)
                    .lanewise(VectorOperators.XOR, other);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15))
                    .mul(SECOND);
            x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15))
                    .intoArray(hashed, i);
        }
    }

    private static void hash(int pairs, int[] values, int summand, int key, int[] hashed) {
        for (int i = 0; i < pairs; i += L) {
            var x = IntVector.fromArray(INTS, values, i).add(summand);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16))
                    .mul(FIRST)
                    .lanewise(VectorOperators.XOR, key);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15))
                    .mul(SECOND);
            x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15))
                    .intoArray(hashed, i);
        }
    }

    /**
     * Writes sqrt(-2 ln u) of each pair to the first half of its block. With u = 2^e (1 + f), 1 + f in [sqrt(1/2), sqrt(2)), the
     * polynomial is -2 ln(1 + f) / f.
     */
    private static void radii(int pairs, int[] random, float[] target) {
        for (int i = 0; i < pairs; i += L) {
            // 2^24 u = bits + 1/2, never 0
            var bits = ((FloatVector) IntVector.fromArray(INTS, random, i)
                            .lanewise(VectorOperators.LSHR, Integer.SIZE - RADIUS_BITS)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .add(0.5f)
                    .viewAsIntegralLanes()
                    .sub(ROOT_HALF_BITS + (RADIUS_BITS << MANTISSA_BITS));
            var exponent = (FloatVector)
                    bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS).convertShape(VectorOperators.I2F, FLOATS, 0);
            var f = bits.and(MANTISSA).add(ROOT_HALF_BITS).viewAsFloatingLanes().sub(1f);
            f.fma(-0.23792218f, 0.3733572f)
                    .fma(f, FloatVector.broadcast(FLOATS, -0.40992662f))
                    .fma(f, FloatVector.broadcast(FLOATS, 0.49819487f))
                    .fma(f, FloatVector.broadcast(FLOATS, -0.66629016f))
                    .fma(f, FloatVector.broadcast(FLOATS, 1.0000223f))
                    .fma(f, FloatVector.broadcast(FLOATS, -2.000002f))
                    .fma(f, exponent.mul(MINUS_TWICE_LN2))
                    .lanewise(VectorOperators.SQRT)
                    .intoArray(target, place(i));
        }
    }

    /**
     * Turns each radius into cosine and sine of an angle in the first eighth of the circle, at either half of the block; the three bits that the
     * angle left choose the eighth.
     */
    private static void directions(int pairs, int[] random, float[] target) {
        for (int i = 0; i < pairs; i += L) {
            var bits = IntVector.fromArray(INTS, random, i);
            var angle = ((FloatVector) bits.and(ANGLE).convertShape(VectorOperators.I2F, FLOATS, 0)).mul(ANGLE_STEP);
            var square = angle.mul(angle);
            var radius = FloatVector.fromArray(FLOATS, target, place(i));
            var cosine = square.fma(-0.00135859f, 0.04165503f)
                    .fma(square, FloatVector.broadcast(FLOATS, -0.49999857f))
                    .fma(square, FloatVector.broadcast(FLOATS, 1f))
                    .mul(radius);
            var sine = square.fma(0.00815164f, -0.1666248f)
                    .fma(square, FloatVector.broadcast(FLOATS, 0.99999857f))
                    .mul(angle.mul(radius));
            var swap = bits.compare(VectorOperators.LT, 0).cast(FLOATS);
            var firstSign = bits.lanewise(VectorOperators.LSHL, 1).and(Integer.MIN_VALUE);
            var secondSign = bits.lanewise(VectorOperators.LSHL, 2).and(Integer.MIN_VALUE);
            cosine.blend(sine, swap)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.XOR, firstSign)
                    .viewAsFloatingLanes()
                    .intoArray(target, place(i));
            sine.blend(cosine, swap)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.XOR, secondSign)
                    .viewAsFloatingLanes()
                    .intoArray(target, place(i) + PAIRS);
        }
    }

    /** Where the first number of a pair goes. */
    private static int place(int pair) {
        return pair / PAIRS * BLOCK + pair % PAIRS;
    }
}
