package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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

    private final LayerProgram program;
    private final Product product;
    private WeightFaults faults;

    ProductKernel(LayerProgram program, Product product) {
        this.program = program;
        this.product = product;
        faults = WeightFaults.none(program);
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
        for (int m = 0; m < program.shape().outputs(); m++) {
            for (int fault = before.start(m); fault < before.start(m + 1); fault++) {
                set(m, before.row(fault), program.weights().code(m, before.row(fault)));
            }
            for (int fault = now.start(m); fault < now.start(m + 1); fault++) {
                set(m, now.row(fault), clamped(m, fault, now));
            }
        }
        faults = now;
    }

    @Override
    public void multiply(PaddedImage image, Accumulators results) {
        int[] values = ((Accumulators.Narrow) results).values();
        MemorySegment columns = product.columns();
        copyColumns(image.bytes(), columns);
        product.multiply();
        MemorySegment.copy(
                product.results(),
                ValueLayout.JAVA_INT,
                0,
                values,
                0,
                program.shape().outputElements());
        addExcess(image, values);
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

    private void addExcess(PaddedImage image, int[] values) {
        int outputs = program.shape().outputs();
        int zeroPoint = program.inputOffset();
        int[] bases = program.geometry().bases();
        for (int m = 0; m < outputs; m++) {
            for (int fault = faults.start(m); fault < faults.start(m + 1); fault++) {
                int excess = value(m, fault, faults) - clamped(m, fault, faults);
                if (excess != 0) {
                    int offset = program.geometry().offset(faults.row(fault));
                    for (int n = 0; n < bases.length; n++) {
                        values[n * outputs + m] += excess * ((image.bytes()[bases[n] + offset] & 0xFF) - zeroPoint);
                    }
                }
            }
        }
    }

    private int value(int m, int fault, WeightFaults chip) {
        return program.weights().code(m, chip.row(fault)) + chip.change(fault);
    }

    private int clamped(int m, int fault, WeightFaults chip) {
        return Math.clamp(value(m, fault, chip), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    private void set(int m, int k, int value) {
        long place = (long) k * program.shape().outputs() + m;
        product.weights().set(ValueLayout.JAVA_BYTE, place, (byte) value);
    }
}
