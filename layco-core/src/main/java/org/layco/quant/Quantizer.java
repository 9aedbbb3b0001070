package org.layco.quant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * A uniform quantiser through zero: {@code code = clamp(rint(value / scale))}, ties to even.
 *
 * <p>Signed codes are symmetric, [-(2^(b-1)-1), 2^(b-1)-1]; unsigned codes are [0, 2^b-1]. A stored signed code that bit
 * errors have changed may also be -2^(b-1).
 *
 * @param bits bit-width of a code, 2..8 or 16
 * @param signed whether negative values have codes
 * @param scale real value of code 1, positive
 */
public record Quantizer(int bits, boolean signed, double scale) {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> CODES = IntVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Short> DIGITS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(CODES.vectorBitSize() / 2));

    /** Adding and subtracting 1.5 * 2^23 rounds a float below 2^22 in magnitude to the nearest integer, ties to even; larger ones keep their size. */
    private static final float ROUND = 0x1.8p23f;

    public Quantizer {
        if (bits < 2 || (bits > 8 && bits != 16)) {
            throw new IllegalArgumentException("bits (%d) must be 2..8 or 16.".formatted(bits));
        }
        if (!(scale >= Float.MIN_NORMAL && scale <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("scale (%s) must be a positive normal float.".formatted(scale));
        }
    }

    /** The quantiser whose largest code stands for {@code range} (positive), in the unit of the values. */
    public static Quantizer ofRange(int bits, boolean signed, double range) {
        return new Quantizer(bits, signed, range / highest(bits, signed));
    }

    /** Largest code. */
    public int highest() {
        return highest(bits, signed);
    }

    /** Smallest code that quantising yields. */
    public int lowest() {
        return signed ? -highest() : 0;
    }

    /** What is added to a code to make its unsigned digits: 2^(bits-1) if signed, else 0. */
    public int zeroPoint() {
        return signed ? 1 << (bits - 1) : 0;
    }

    /** How the codes are stored in single-level cells. */
    public Encoding encoding() {
        return signed ? new Encoding.OffsetBinary(bits) : new Encoding.PlainBinary(bits);
    }

    /** The code of one value; NaN has code 0. */
    public int quantize(float value) {
        return Math.clamp(code(value), lowest(), highest());
    }

    /** The real value of a code. */
    public float dequantize(int code) {
        return code * (float) scale;
    }

    /**
     * Writes the digits (code plus {@link #zeroPoint}) of {@code count} values from {@code from} on to {@code digits} from
     * {@code to} on.
     */
    public void quantize(float[] values, int from, char[] digits, int to, int count) {
        quantize(values, from, digits, to, count, lowest());
    }

    /**
     * The same for values that {@link #dequantize} made: its inverse, for the code that only bit errors make too. Values stored
     * at more bits are rounded and clipped.
     */
    public void recode(float[] stored, int from, char[] digits, int to, int count) {
        quantize(stored, from, digits, to, count, signed ? -highest() - 1 : 0);
    }

    /** Clips integers rather than reals, whose minimum and maximum must mind NaN and cost several instructions. */
    private void quantize(float[] values, int from, char[] digits, int to, int count, int low) {
        float inverse = inverseScale();
        int zeroPoint = zeroPoint();
        int least = low + zeroPoint;
        int most = highest() + zeroPoint;
        int end = LANES.loopBound(count);
        for (int i = 0; i < end; i += LANES.length()) {
            var rounded = (IntVector) FloatVector.fromArray(LANES, values, from + i)
                    .mul(inverse)
                    .add(ROUND)
                    .sub(ROUND)
                    .convertShape(VectorOperators.F2I, CODES, 0);
            var clipped = rounded.max(low).add(zeroPoint).min(most);
            ((ShortVector) clipped.convertShape(VectorOperators.I2S, DIGITS, 0)).intoCharArray(digits, to + i);
        }
        for (int i = end; i < count; i++) {
            digits[to + i] = (char) Math.clamp(code(values[from + i]) + (long) zeroPoint, least, most);
        }
    }

    /** Writes the real values of {@code count} digits from {@code from} on to {@code values} from {@code to} on. */
    public void dequantize(char[] digits, int from, float[] values, int to, int count) {
        float step = (float) scale;
        int zeroPoint = zeroPoint();
        int end = LANES.loopBound(count);
        for (int i = 0; i < end; i += LANES.length()) {
            var stored = (IntVector) ShortVector.fromCharArray(DIGITS, digits, from + i)
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, CODES, 0);
            var real = (FloatVector) stored.sub(zeroPoint).convertShape(VectorOperators.I2F, LANES, 0);
            real.mul(step).intoArray(values, to + i);
        }
        for (int i = end; i < count; i++) {
            values[to + i] = dequantize(digits[from + i] - zeroPoint);
        }
    }

    /** Adds the real values of {@code count} digits from {@code from} on to the start of {@code sums}. */
    public void addTo(char[] digits, int from, float[] sums, int count) {
        float step = (float) scale;
        int zeroPoint = zeroPoint();
        int end = LANES.loopBound(count);
        for (int i = 0; i < end; i += LANES.length()) {
            var stored = (IntVector) ShortVector.fromCharArray(DIGITS, digits, from + i)
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, CODES, 0);
            var real = (FloatVector) stored.sub(zeroPoint).convertShape(VectorOperators.I2F, LANES, 0);
            FloatVector.fromArray(LANES, sums, i).add(real.mul(step)).intoArray(sums, i);
        }
        for (int i = end; i < count; i++) {
            sums[i] += dequantize(digits[from + i] - zeroPoint);
        }
    }

    /** The nearest integer, as if there were codes for all. */
    private int code(float value) {
        return (int) ((value * inverseScale() + ROUND) - ROUND);
    }

    private float inverseScale() {
        return (float) (1 / scale);
    }

    private static int highest(int bits, boolean signed) {
        return signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
    }
}
