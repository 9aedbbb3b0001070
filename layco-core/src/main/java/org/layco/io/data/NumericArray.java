package org.layco.io.data;

/**
 * An array of numbers as it was stored.
 *
 * @param dims extent of each dimension, at least one dimension, each at least 1
 * @param values elements in row-major order
 */
record NumericArray(int[] dims, Values values) {
    /** Elements by the way they were stored. */
    sealed interface Values {
        /** Unsigned bytes. */
        record Bytes(byte[] values) implements Values {}

        /** Any other integer type. */
        record Integers(long[] values) implements Values {}

        /** Reals. */
        record Floats(float[] values) implements Values {}
    }

    /** Number of elements along the first dimension. */
    int count() {
        return dims[0];
    }

    /** Number of elements. */
    int elements() {
        return switch (values) {
            case Values.Bytes bytes -> bytes.values.length;
            case Values.Integers integers -> integers.values.length;
            case Values.Floats floats -> floats.values.length;
        };
    }
}
