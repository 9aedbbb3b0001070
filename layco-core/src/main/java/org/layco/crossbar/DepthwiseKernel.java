package org.layco.crossbar;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/** Depthwise convolutions: one filter a channel, channels in float lanes, exact since a filter has few taps. */
final class DepthwiseKernel implements MvmKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final VectorSpecies<Byte> DIGITS =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * L));

    private final LayerProgram program;
    private final int taps;
    private final int run;

    /** Taps x channels, channels padded to whole vectors. */
    private final float[] weights;

    private final int paddedChannels;
    private float[] codes = {};

    DepthwiseKernel(LayerProgram program) {
        this.program = program;
        MvmShape shape = program.shape();
        taps = shape.rows();
        run = VectorKernel.longestRun(program);
        paddedChannels = Math.ceilDiv(shape.channels(), L) * L;
        weights = new float[taps * paddedChannels];
        for (int c = 0; c < shape.channels(); c++) {
            for (int k = 0; k < taps; k++) {
                weights[k * paddedChannels + c] = program.weights().code(c, k);
            }
        }
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        for (int c = 0; c < program.shape().channels(); c++) {
            for (int fault = before.start(c); fault < before.start(c + 1); fault++) {
                weights[before.row(fault) * paddedChannels + c] =
                        program.weights().code(c, before.row(fault));
            }
            for (int fault = now.start(c); fault < now.start(c + 1); fault++) {
                weights[now.row(fault) * paddedChannels + c] =
                        program.weights().code(c, now.row(fault)) + now.change(fault);
            }
        }
    }

    @Override
    public void multiply(PaddedImage image, Accumulators results) {
        int[] values = ((Accumulators.Narrow) results).values();
        int channels = program.shape().channels();
        int size = program.geometry().size();
        if (codes.length < size + 2 * L) {
            codes = new float[size + 2 * L];
        }
        convert(image.bytes(), size, program.inputOffset(), codes);
        int[] bases = program.geometry().bases();
        int[] starts = program.geometry().runStarts();
        int whole = channels / L * L;
        for (int n = 0; n < bases.length; n++) {
            position(starts, bases[n], whole, values, n * channels);
            for (int c = whole; c < channels; c++) {
                int sum = 0;
                for (int k = 0; k < taps; k++) {
                    sum += (int) (codes[starts[k] + bases[n] + c] * weights[k * paddedChannels + c]);
                }
                values[n * channels + c] = sum;
            }
        }
    }

    private void position(int[] starts, int base, int whole, int[] values, int to) {
        for (int c = 0; c < whole; c += L) {
            var total = IntVector.zero(INTS);
            for (int from = 0; from < taps; from += run) {
                int end = Math.min(taps, from + run);
                var sum = FloatVector.zero(LANES);
                for (int k = from; k < end; k++) {
                    var weight = FloatVector.fromArray(LANES, weights, k * paddedChannels + c);
                    sum = FloatVector.fromArray(LANES, codes, starts[k] + base + c)
                            .fma(weight, sum);
                }
                total = total.add((IntVector) sum.convertShape(VectorOperators.F2I, INTS, 0));
            }
            total.intoArray(values, to + c);
        }
    }

    /** Digits to codes. */
    private static void convert(byte[] digits, int count, int zeroPoint, float[] target) {
        for (int i = 0; i < count; i += L) {
            var wide = (IntVector)
                    ByteVector.fromArray(DIGITS, digits, i).convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
            ((FloatVector) wide.sub(zeroPoint).convertShape(VectorOperators.I2F, LANES, 0)).intoArray(target, i);
        }
    }

    @Override
    public void close() {}
}
