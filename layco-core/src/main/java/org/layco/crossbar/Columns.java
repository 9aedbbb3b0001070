package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmShape;

/** The inputs of a layer's positions, copied one after the other (im2col), so that a product of matrices convolves. Immutable. */
public final class Columns {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

    private final InputGeometry geometry;

    /** Copies for a layer of one group. */
    public Columns(MvmShape shape) {
        if (shape.groups() != 1) {
            throw new IllegalArgumentException("Inputs of %d groups make no single matrix.".formatted(shape.groups()));
        }
        geometry = new InputGeometry(shape);
    }

    /**
     * Copies an image.
     *
     * @param image bytes of the image, channels last, with its padding and a vector more
     * @param columns room for positions x rows bytes, row-major, and a vector more
     */
    public void copy(byte[] image, MemorySegment columns) {
        if (geometry.pointwise()) {
            MemorySegment.copy(image, 0, columns, ValueLayout.JAVA_BYTE, 0, geometry.size());
            return;
        }
        int[] starts = geometry.runStarts();
        int length = geometry.runLength();
        long to = 0;
        // whole vectors: what a run writes beyond its end is overwritten by the next
        for (int base : geometry.bases()) {
            for (int start : starts) {
                int from = base + start;
                for (int i = 0; i < length; i += BYTES.length()) {
                    ByteVector.fromArray(BYTES, image, from + i)
                            .intoMemorySegment(columns, to + i, ByteOrder.LITTLE_ENDIAN);
                }
                to += length;
            }
        }
    }
}
