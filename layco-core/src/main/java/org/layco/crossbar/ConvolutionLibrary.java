package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.layco.network.MvmShape;

/**
 * A library's convolutions of 8-bit integers, for processors with integer dot-product instructions. Belongs to one worker thread.
 */
public interface ConvolutionLibrary extends AutoCloseable {
    /** No library: every layer runs on the Vector API. */
    ConvolutionLibrary NONE = new ConvolutionLibrary() {
        @Override
        public String name() {
            return "Vector API";
        }

        @Override
        public Optional<Convolution> of(MvmShape shape) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    /** What convolves, with its version, for benchmarks and run records. */
    String name();

    /** A convolution whose weights are 0, or empty if the library or the processor has none that is exact. */
    Optional<Convolution> of(MvmShape shape);

    /** Releases what is native; convolutions are closed before. */
    @Override
    void close();

    /** {@code results[n][m] = sum_k (input of position n in row k of m's group) * weight(m, k)}, exactly. */
    interface Convolution extends AutoCloseable {
        /** Changes a weight; rows are ordered (r, s, c). */
        void weight(int m, int k, byte value);

        /**
         * Convolves an image.
         *
         * @param image {@link MvmShape#paddedElements} unsigned bytes, channels last, and {@link #SLACK} bytes more
         * @return positions x M integers, row-major, in native order, and {@link Accumulators.Narrow#SLACK} bytes more, until the next run of any convolution of the library
         */
        MemorySegment run(byte[] image);

        @Override
        void close();

        /** Bytes behind an image that may be read. */
        int SLACK = 64;
    }
}
