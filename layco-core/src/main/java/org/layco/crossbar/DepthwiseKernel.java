package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/**
 * Depthwise convolutions: one filter a channel, channels in float lanes, exact in runs of taps. Input rows are turned to reals as
 * they are needed, few enough at a time to stay in the cache.
 */
final class DepthwiseKernel implements MvmKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final VectorSpecies<Byte> DIGITS =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * L));

    private final LayerProgram program;
    private final Accumulators.Narrow results;
    private final int taps;

    /** Taps whose products surely add up exactly in float lanes. */
    private final int run;

    private final int channels;

    /** Channels filled up to whole vectors. */
    private final int width;

    /** Taps x width. */
    private final float[] weights;

    /** Elements of a padded input row, and rows that an output row reads or skips. */
    private final int rowElements;

    private final int span;

    /** Room for a row converted in whole vectors. */
    private final int slot;

    /** Input row h at h modulo span. */
    private final float[] codes;

    /** Where each tap of the first position of the current output row reads. */
    private final int[] starts;

    /** Results of one position, with what lies beyond its channels. */
    private final int[] sums;

    DepthwiseKernel(LayerProgram program) {
        this.program = program;
        MvmShape shape = program.shape();
        taps = shape.rows();
        run = VectorKernel.longestRun(program);
        channels = shape.channels();
        width = Math.ceilDiv(channels, L) * L;
        weights = new float[taps * width];
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < taps; k++) {
                weights[k * width + c] = program.weights().code(c, k);
            }
        }
        rowElements = (shape.width() + shape.padLeft() + shape.padRight()) * channels;
        span = shape.dilationHeight() * (shape.kernelHeight() - 1) + 1;
        slot = rowElements + L;
        codes = new float[span * slot + L];
        starts = new int[taps];
        sums = new int[width];
        results = Accumulators.Narrow.allocate(shape.outputElements());
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        for (int fault = 0; fault < before.size(); fault++) {
            weights[before.row(fault) * width + before.output(fault)] = before.meantCode(fault);
        }
        for (int fault = 0; fault < now.size(); fault++) {
            weights[now.row(fault) * width + now.output(fault)] = now.code(fault);
        }
    }

    @Override
    public Accumulators multiply(PaddedImage image) {
        MvmShape shape = program.shape();
        int next = 0;
        for (int p = 0; p < shape.outHeight(); p++) {
            int top = p * shape.strideHeight();
            for (next = Math.max(next, top); next < top + span; next++) {
                convert(image.bytes(), next * rowElements, program.inputOffset(), next % span * slot);
            }
            for (int k = 0; k < taps; k++) {
                int h = top + k / shape.kernelWidth() * shape.dilationHeight();
                starts[k] = h % span * slot + k % shape.kernelWidth() * shape.dilationWidth() * channels;
            }
            for (int q = 0; q < shape.outWidth(); q++) {
                position(q * shape.strideWidth() * channels, (p * shape.outWidth() + q) * channels);
            }
        }
        return results;
    }

    private void position(int base, int to) {
        MemorySegment values = results.values();
        int whole = channels / L * L;
        for (int c = 0; c < width; c += L) {
            var total = IntVector.zero(INTS);
            for (int from = 0; from < taps; from += run) {
                int end = Math.min(taps, from + run);
                var sum = FloatVector.zero(LANES);
                for (int k = from; k < end; k++) {
                    var weight = FloatVector.fromArray(LANES, weights, k * width + c);
                    sum = FloatVector.fromArray(LANES, codes, starts[k] + base + c)
                            .fma(weight, sum);
                }
                total = total.add((IntVector) sum.convertShape(VectorOperators.F2I, INTS, 0));
            }
            if (c < whole) {
                total.intoMemorySegment(values, (long) Integer.BYTES * (to + c), ByteOrder.nativeOrder());
            } else {
                total.intoArray(sums, c);
            }
        }
        if (whole < channels) {
            long place = (long) Integer.BYTES * (to + whole);
            MemorySegment.copy(sums, whole, values, ValueLayout.JAVA_INT, place, channels - whole);
        }
    }

    /** A row of digits to codes. */
    private void convert(byte[] digits, int from, int zeroPoint, int to) {
        for (int i = 0; i < rowElements; i += L) {
            var wide = (IntVector) ByteVector.fromArray(DIGITS, digits, from + i)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
            ((FloatVector) wide.sub(zeroPoint).convertShape(VectorOperators.I2F, LANES, 0)).intoArray(codes, to + i);
        }
    }

    @Override
    public void close() {}
}
