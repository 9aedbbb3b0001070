package org.layco.crossbar;

/**
 * Computes a layer's exact products with the weights of one chip, partial sums left aside. Belongs to one worker thread;
 * kernels of different arithmetic give the same integers.
 */
interface MvmKernel extends AutoCloseable {
    /**
     * Changes the chip.
     *
     * @param before faults of the chip that the weights are those of now
     * @param now faults of the next chip
     */
    void chip(WeightFaults before, WeightFaults now);

    /** {@code sum(weight code * input code)} of one image, valid until the next call of any kernel of this worker. */
    Accumulators multiply(PaddedImage image);

    @Override
    void close();

    /** The fastest kernel that is exact for a layer. */
    static MvmKernel of(LayerProgram program, ConvolutionLibrary library) {
        if (!program.narrow()) {
            return new WideKernel(program);
        }
        return library.of(program.shape())
                .<MvmKernel>map(convolution -> new LibraryKernel(program, convolution))
                .orElseGet(() -> inFloatLanes(program));
    }

    private static MvmKernel inFloatLanes(LayerProgram program) {
        boolean depthwise = program.shape().groups() == program.shape().channels()
                && program.shape().outputs() == program.shape().channels();
        return depthwise ? new DepthwiseKernel(program) : new VectorKernel(program);
    }
}
