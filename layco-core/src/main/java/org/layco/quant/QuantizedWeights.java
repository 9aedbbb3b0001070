package org.layco.quant;

import java.util.Arrays;

/** The constant matrix of an MVM layer as signed symmetric codes, M x K row-major, with one scale or one per output. */
public final class QuantizedWeights {
    /** What shares one scale. */
    public enum Granularity {
        /** The whole matrix. */
        LAYER,
        /** Each of the M output channels. */
        CHANNEL
    }

    private final int bits;
    private final int outputs;
    private final int rows;
    private final short[] codes;
    private final float[] scales;

    private QuantizedWeights(int bits, int outputs, int rows, short[] codes, float[] scales) {
        this.bits = bits;
        this.outputs = outputs;
        this.rows = rows;
        this.codes = codes;
        this.scales = scales;
    }

    /**
     * Quantises a matrix.
     *
     * @param values M x K, row-major
     * @param outputs M
     * @param bits bit-width, 2..8 or 16
     */
    public static QuantizedWeights of(float[] values, int outputs, int bits, Granularity granularity, RangeRule rule) {
        int rows = values.length / outputs;
        short[] codes = new short[values.length];
        float[] scales = new float[outputs];
        int block = granularity == Granularity.LAYER ? outputs : 1;
        for (int first = 0; first < outputs; first += block) {
            RangeCalibration seen = new RangeCalibration();
            seen.observe(values, first * rows, block * rows);
            Quantizer quantizer = seen.quantizer(bits, true, rule);
            for (int i = first * rows; i < (first + block) * rows; i++) {
                codes[i] = (short) quantizer.quantize(values[i]);
            }
            Arrays.fill(scales, first, first + block, (float) quantizer.scale());
        }
        return new QuantizedWeights(bits, outputs, rows, codes, scales);
    }

    /**
     * Weights given by their codes.
     *
     * @param codes M x K within [-(2^(bits-1)-1), 2^(bits-1)-1]
     * @param scales real value of code 1 for each of the M outputs
     */
    public static QuantizedWeights ofCodes(int bits, short[] codes, float[] scales) {
        int highest = new Quantizer(bits, true, 1).highest();
        for (short code : codes) {
            if (Math.abs(code) > highest) {
                throw new IllegalArgumentException(
                        "Weight code %d is outside [%d, %d] of %d bits.".formatted(code, -highest, highest, bits));
            }
        }
        if (scales.length == 0 || codes.length % scales.length != 0) {
            throw new IllegalArgumentException(
                    "%d codes cannot be rows of %d outputs.".formatted(codes.length, scales.length));
        }
        return new QuantizedWeights(bits, scales.length, codes.length / scales.length, codes.clone(), scales.clone());
    }

    /** The same weights with their rows in another order: row k is what was row {@code order[k]}. */
    public QuantizedWeights permuted(int[] order) {
        short[] moved = new short[codes.length];
        for (int m = 0; m < outputs; m++) {
            for (int k = 0; k < rows; k++) {
                moved[m * rows + k] = codes[m * rows + order[k]];
            }
        }
        return new QuantizedWeights(bits, outputs, rows, moved, scales);
    }

    /** Bit-width of a code. */
    public int bits() {
        return bits;
    }

    /** M. */
    public int outputs() {
        return outputs;
    }

    /** K. */
    public int rows() {
        return rows;
    }

    /** Code of row {@code k} of output {@code m}. */
    public int code(int m, int k) {
        return codes[m * rows + k];
    }

    /** Real value of code 1 of output {@code m}. */
    public float scale(int m) {
        return scales[m];
    }

    /** All codes, M x K row-major; shared where they are stored, so not to be modified. */
    public short[] codes() {
        return codes;
    }
}
