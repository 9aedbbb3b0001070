package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.layco.crossbar.ConvolutionLibrary.Convolution;
import org.layco.network.MvmShape;

/**
 * A convolution by a library, with the weights as the chip holds them. What a faulty weight has beyond a signed byte is added
 * afterwards.
 */
final class LibraryKernel implements MvmKernel {
    /** Entries of {@link #excess} that belong together. */
    private static final int EXCESS = 3;

    private final LayerProgram program;
    private final Convolution convolution;

    /** What the chip's weights have beyond a signed byte: output, place of the input, value. */
    private int[] excess = {};

    private int excessSize;

    /** Of each output, the zero point times the sum of its weights held, repeated; empty if the zero point is 0. */
    private final int[] offsets;

    LibraryKernel(LayerProgram program, Convolution convolution) {
        this.program = program;
        this.convolution = convolution;
        MvmShape shape = program.shape();
        offsets = new int[program.inputOffset() == 0 ? 0 : shape.outputs() + Readout.LANE_COUNT];
        for (int m = 0; m < shape.outputs(); m++) {
            int sum = 0;
            for (int k = 0; k < shape.rows(); k++) {
                int code = program.weights().code(m, k);
                convolution.weight(m, k, (byte) code);
                sum += code;
            }
            addToSum(m, sum);
        }
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        excessSize = 0;
        for (int fault = 0; fault < before.size(); fault++) {
            int code = before.meantCode(fault);
            set(before.output(fault), before.row(fault), code, code - held(before.code(fault)));
        }
        for (int fault = 0; fault < now.size(); fault++) {
            int value = now.code(fault);
            int held = held(value);
            set(now.output(fault), now.row(fault), held, held - now.meantCode(fault));
            if (held != value) {
                addExcess(now.output(fault), offset(now.output(fault), now.row(fault)), value - held);
            }
        }
    }

    /** Where an output's input in a row lies from a position's base. */
    private int offset(int m, int k) {
        MvmShape shape = program.shape();
        InputGeometry geometry = program.geometry();
        return geometry.offset(k) + m / (shape.outputs() / shape.groups()) * geometry.groupStep();
    }

    private void set(int m, int k, int held, int change) {
        convolution.weight(m, k, (byte) held);
        if (offsets.length > 0) {
            addToSum(m, change);
        }
    }

    /** What the library holds of a weight. */
    private static int held(int value) {
        return Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** Every input is above its code by the zero point, so results are by the zero point times the sum of the weights held. */
    private void addToSum(int m, int change) {
        for (int i = m; i < offsets.length; i += program.shape().outputs()) {
            offsets[i] += change * program.inputOffset();
        }
    }

    private void addExcess(int m, int offset, int value) {
        if (excess.length < excessSize + EXCESS) {
            excess = Arrays.copyOf(excess, Math.max(2 * excess.length, excessSize + EXCESS));
        }
        excess[excessSize] = m;
        excess[excessSize + 1] = offset;
        excess[excessSize + 2] = value;
        excessSize += EXCESS;
    }

    @Override
    public Accumulators multiply(PaddedImage image) {
        MemorySegment results = convolution.run(image.bytes());
        addExcess(image.bytes(), results);
        MvmShape shape = program.shape();
        return new Accumulators.Narrow(results, shape.outputElements(), shape.outputs(), offsets);
    }

    /** Line by line of results, which stay in the cache while fault after fault adds to them. */
    private void addExcess(byte[] image, MemorySegment results) {
        MvmShape shape = program.shape();
        int width = shape.outWidth();
        int[] bases = program.geometry().bases();
        for (int n = 0; n < bases.length; n += width) {
            for (int i = 0; i < excessSize; i += EXCESS) {
                addExcess(
                        image,
                        bases[n] + excess[i + 1],
                        excess[i + 2],
                        results,
                        n * shape.outputs() + excess[i],
                        shape);
            }
        }
    }

    /** Along a line, inputs and results of one weight lie at equal distances. */
    private void addExcess(byte[] image, int from, int value, MemorySegment results, int to, MvmShape shape) {
        int zeroPoint = program.inputOffset();
        int outputs = shape.outputs();
        int step = shape.strideWidth() * shape.channels();
        for (int q = 0; q < shape.outWidth(); q++) {
            int change = value * ((image[from + q * step] & 0xFF) - zeroPoint);
            long place = Integer.BYTES * (long) (to + q * outputs);
            results.set(ValueLayout.JAVA_INT, place, results.get(ValueLayout.JAVA_INT, place) + change);
        }
    }

    @Override
    public void close() {
        convolution.close();
    }
}
