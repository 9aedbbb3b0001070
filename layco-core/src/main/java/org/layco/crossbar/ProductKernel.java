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
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

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
        Accumulators.Narrow results =
                new Accumulators.Narrow(product.results(), program.shape().outputElements());
        addExcess(image.bytes(), results);
        return results;
    }

    @Override
    public void close() {
        product.close();
    }

    private void copyColumns(byte[] image, MemorySegment columns) {
        InputGeometry geometry = program.geometry();
        int[] bases = geometry.bases();
        int[] starts = geometry.runStarts();
        int length = geometry.runLength();
        long to = 0;
        // whole vectors: what a run writes beyond its end is overwritten by the next
        for (int n = 0; n < bases.length; n++) {
            for (int run = 0; run < starts.length; run++) {
                int from = bases[n] + starts[run];
                for (int i = 0; i < length; i += BYTES.length()) {
                    ByteVector.fromArray(BYTES, image, from + i)
                            .intoMemorySegment(columns, to + i, ByteOrder.LITTLE_ENDIAN);
                }
                to += length;
            }
        }
    }

    private void addExcess(byte[] image, Accumulators.Narrow results) {
        int outputs = program.shape().outputs();
        int zeroPoint = program.inputOffset();
        int[] bases = program.geometry().bases();
        for (int n = 0; n < bases.length && excessSize > 0; n++) {
            int base = bases[n];
            int to = n * outputs;
            for (int i = 0; i < excessSize; i += EXCESS) {
                int code = (image[base + excess[i + 1]] & 0xFF) - zeroPoint;
                results.add(to + excess[i], (long) excess[i + 2] * code);
            }
        }
    }

    private void set(int m, int k, int value) {
        long place = (long) k * program.shape().outputs() + m;
        product.weights().set(ValueLayout.JAVA_BYTE, place, (byte) value);
    }
}
