package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A library's products of 8-bit integer matrices, for processors with integer dot-product instructions. Belongs to one worker
 * thread.
 */
public interface MatrixProducts extends AutoCloseable {
    /** No library: every layer runs on the Vector API. */
    MatrixProducts NONE = new MatrixProducts() {
        @Override
        public String name() {
            return "Vector API";
        }

        @Override
        public Optional<Product> of(Size size) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    /**
     * The shape of a product.
     *
     * @param positions rows of the left matrix
     * @param rows columns of the left and rows of the right matrix
     * @param outputs columns of the right matrix
     * @param zeroPoint 0..255, taken away from every element of the left matrix
     */
    record Size(int positions, int rows, int outputs, int zeroPoint) {}

    /** What multiplies, with its version, for benchmarks and run records. */
    String name();

    /** A product, or empty if the library or the processor has none that is exact. */
    Optional<Product> of(Size size);

    /** Releases what is native; products are closed before. */
    @Override
    void close();

    /**
     * {@code results[n][m] = sum_k (columns[n][k] - zeroPoint) * weights[k][m]}, exactly. Products of one library may share the
     * memory of columns and results: what is in them does not survive the next product.
     */
    interface Product extends AutoCloseable {
        /** Room for positions x rows unsigned bytes, row-major, and {@link #SLACK} more. */
        MemorySegment columns();

        /** Room for rows x outputs signed bytes, row-major; the product's own. */
        MemorySegment weights();

        /** Positions x outputs integers of the last {@link #multiply}, row-major, in native order. */
        MemorySegment results();

        /** Multiplies. */
        void multiply();

        @Override
        void close();

        /** Bytes that may be overwritten behind columns. */
        int SLACK = 64;
    }
}
