package org.layco.inference;

import ai.onnxruntime.OnnxJavaType;

/**
 * A tensor that crosses a step's boundary; never modified once made, so that walks may share it.
 *
 * <p>Shapes are ONNX dimensions, row-major, the batch dimension included.
 */
public sealed interface Value {
    /** Dimensions; not to be modified. */
    long[] dims();

    /** Bytes that the elements occupy. */
    long bytes();

    /** Single-precision numbers: activations. */
    record Floats(float[] elements, long[] dims) implements Value {
        public Floats {
            if (elements.length != count(dims)) {
                throw new IllegalArgumentException(
                        "%d elements do not fill a tensor of %d.".formatted(elements.length, count(dims)));
            }
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * elements.length;
        }
    }

    /** Elements of any other type in native byte order: shapes, indices, masks. */
    record Raw(OnnxJavaType type, byte[] elements, long[] dims) implements Value {
        @Override
        public long bytes() {
            return elements.length;
        }
    }

    private static long count(long[] dims) {
        long count = 1;
        for (long dim : dims) {
            count = Math.multiplyExact(count, dim);
        }
        return count;
    }
}
