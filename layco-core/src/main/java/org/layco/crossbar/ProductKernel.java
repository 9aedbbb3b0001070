package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;
import org.layco.crossbar.MatrixProducts.Product;
import org.layco.network.MvmShape;

/**
 * A convolution as a library's matrix product: inputs are copied position by position (im2col), weights are kept as the chip
 * holds them. What a faulty weight has beyond a signed byte is added afterwards.
 */
final class ProductKernel implements MvmKernel {
    /** Entries of {@link #excess} that belong together. */
    private static final int EXCESS = 3;

    private final LayerProgram program;
    private final Product product;
    /** What the chip's weights have beyond a signed byte: output, place of the input, value. */
    private int[] excess = {};

    private int excessSize;

    ProductKernel(LayerProgram program, Product product) {
        this.program = program;
        this.product = product;
        MvmShape shape = program.shape();
        for (int m = 0; m < shape.outputs(); m++) {
            for (int k = 0; k < shape.rows(); k++) {
                set(m, k, program.weights().code(m, k));
            }
        }
    }

    static MatrixProducts.Size size(LayerProgram program) {
        MvmShape shape = program.shape();
        return new MatrixProducts.Size(shape.positions(), shape.rows(), shape.outputs(), program.inputOffset());
    }

    @Override
    public void chip(WeightFaults before, WeightFaults now) {
        excessSize = 0;
        for (int m = 0; m < program.shape().outputs(); m++) {
            for (int fault = before.start(m); fault < before.start(m + 1); fault++) {
                set(m, before.row(fault), program.weights().code(m, before.row(fault)));
            }
            for (int fault = now.start(m); fault < now.start(m + 1); fault++) {
                int value = program.weights().code(m, now.row(fault)) + now.change(fault);
                int held = Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                set(m, now.row(fault), held);
                if (held != value) {
                    addExcess(m, now.offset(fault), value - held);
                }
            }
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
        MemorySegment columns = product.columns();
        if (program.geometry().pointwise()) {
            MemorySegment.copy(
                    image.bytes(),
                    0,
                    columns,
                    ValueLayout.JAVA_BYTE,
                    0,
                    program.geometry().size());
        } else {
            copyColumns(image.bytes(), columns);
        }
        product.multiply();
        addExcess(image.bytes(), product.results());
        return new Accumulators.Narrow(product.results(), program.shape().outputElements());
    }

    @Override
    public void close() {
        product.close();
    }

    /**
     * Copies the inputs of every position. Pieces are of the largest vector that divides the channels: its loads and stores never
     * cross a cache line, which costs more than their number.
     */
    private void copyColumns(byte[] image, MemorySegment columns) {
        int channels = program.shape().channels();
        if (channels % ByteVector.SPECIES_512.length() == 0) {
            copyColumns(ByteVector.SPECIES_512, image, columns);
        } else if (channels % ByteVector.SPECIES_256.length() == 0) {
            copyColumns(ByteVector.SPECIES_256, image, columns);
        } else {
            copyColumns(ByteVector.SPECIES_128, image, columns);
        }
    }

    /** Whole vectors: what a run writes beyond its end is overwritten by the next. */
    private void copyColumns(VectorSpecies<Byte> pieces, byte[] image, MemorySegment columns) {
        InputGeometry geometry = program.geometry();
        int[] starts = geometry.runStarts();
        int length = geometry.runLength();
        long to = 0;
        for (int base : geometry.bases()) {
            for (int start : starts) {
                int from = base + start;
                for (int i = 0; i < length; i += pieces.length()) {
                    ByteVector.fromArray(pieces, image, from + i)
                            .intoMemorySegment(columns, to + i, ByteOrder.LITTLE_ENDIAN);
                }
                to += length;
            }
        }
    }

    /** Fault by fault: along an image's lines, inputs and results of one weight lie at equal distances. */
    private void addExcess(byte[] image, MemorySegment results) {
        MvmShape shape = program.shape();
        int zeroPoint = program.inputOffset();
        int outputs = shape.outputs();
        int width = shape.outWidth();
        int step = shape.strideWidth() * shape.channels();
        int[] bases = program.geometry().bases();
        for (int i = 0; i < excessSize; i += EXCESS) {
            int value = excess[i + 2];
            for (int n = 0; n < bases.length; n += width) {
                int from = bases[n] + excess[i + 1];
                int to = n * outputs + excess[i];
                for (int q = 0; q < width; q++) {
                    int change = value * ((image[from + q * step] & 0xFF) - zeroPoint);
                    long place = Integer.BYTES * (long) (to + q * outputs);
                    results.set(ValueLayout.JAVA_INT, place, results.get(ValueLayout.JAVA_INT, place) + change);
                }
            }
        }
    }

    private void set(int m, int k, int value) {
        long place = (long) k * program.shape().outputs() + m;
        product.weights().set(ValueLayout.JAVA_BYTE, place, (byte) value);
    }
}
