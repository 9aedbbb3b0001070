package org.layco.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layco.crossbar.MatrixProducts.Size;

/** oneDNN's product of matrices of one size, all of them row-major. Belongs to one worker thread. */
final class DnnlMatmul implements AutoCloseable {
    private static final long ARGUMENT_BYTES = 16;
    private static final long MEMORY_OFFSET = 8;

    private final DnnlLibrary library;
    private final MemorySegment primitive;
    private final long scratchpadBytes;
    private final MemorySegment arguments = Arena.ofAuto().allocate(5 * ARGUMENT_BYTES, Long.BYTES);
    private final List<Operand> operands = new ArrayList<>();
    private final Operand columns;
    private final Operand weights;
    private final Operand results;
    private final Operand scratchpad;

    /** A matrix or buffer and where it is. */
    private final class Operand {
        private final MemorySegment memory;
        private MemorySegment data = MemorySegment.NULL;

        private Operand(int argument, MemorySegment description) {
            memory = library.memory(description);
            long place = operands.size() * ARGUMENT_BYTES;
            arguments.set(ValueLayout.JAVA_INT, place, argument);
            arguments.set(ValueLayout.ADDRESS, place + MEMORY_OFFSET, memory);
            operands.add(this);
        }

        private void at(MemorySegment now) {
            if (now.address() != data.address()) {
                library.place(memory, now);
                data = now;
            }
        }
    }

    private DnnlMatmul(
            DnnlLibrary library,
            MemorySegment source,
            MemorySegment right,
            MemorySegment destination,
            MemorySegment matmul,
            int zeroPoint) {
        this.library = library;
        primitive = library.primitive(matmul);
        MemorySegment scratch = library.scratchpad(matmul);
        scratchpadBytes = library.bytes(scratch);
        columns = new Operand(DnnlLibrary.ARGUMENT_SOURCE, source);
        weights = new Operand(DnnlLibrary.ARGUMENT_WEIGHTS, right);
        results = new Operand(DnnlLibrary.ARGUMENT_DESTINATION, destination);
        scratchpad = new Operand(DnnlLibrary.ARGUMENT_SCRATCHPAD, scratch);
        if (zeroPoint != 0) {
            MemorySegment zero = library.description(DnnlLibrary.S32, DnnlLibrary.VECTOR, 1);
            MemorySegment value = Arena.ofAuto().allocate(Integer.BYTES, Long.BYTES);
            value.set(ValueLayout.JAVA_INT, 0, zeroPoint);
            new Operand(DnnlLibrary.ARGUMENT_SOURCE_ZERO_POINT, zero).at(value);
            library.destroyDescription(zero);
        }
    }

    /** A product of a size, or empty if oneDNN has none but plain loops. */
    static Optional<DnnlMatmul> of(DnnlLibrary library, Size size) {
        int row = DnnlLibrary.ROW_MAJOR;
        MemorySegment source = library.description(DnnlLibrary.U8, row, size.positions(), size.rows());
        MemorySegment weights = library.description(DnnlLibrary.S8, row, size.rows(), size.outputs());
        MemorySegment destination = library.description(DnnlLibrary.S32, row, size.positions(), size.outputs());
        MemorySegment attributes = library.attributes(size.zeroPoint() != 0);
        Optional<DnnlMatmul> made = library.matmul(source, weights, destination, attributes)
                .map(matmul -> {
                    DnnlMatmul product =
                            new DnnlMatmul(library, source, weights, destination, matmul, size.zeroPoint());
                    library.destroyMatmul(matmul);
                    return product;
                });
        library.destroyAttributes(attributes);
        List.of(source, weights, destination).forEach(library::destroyDescription);
        return made;
    }

    long scratchpadBytes() {
        return scratchpadBytes;
    }

    /** Multiplies matrices that begin at the places given. */
    void multiply(MemorySegment left, MemorySegment right, MemorySegment product, MemorySegment scratch) {
        columns.at(left);
        weights.at(right);
        results.at(product);
        scratchpad.at(scratch);
        library.execute(primitive, operands.size(), arguments);
    }

    @Override
    public void close() {
        operands.forEach(operand -> library.destroyMemory(operand.memory));
        library.destroyPrimitive(primitive);
    }
}
