package org.layco.crossbar;

/** Sums the products of one weight slice and one input slice over a row tile, with the weights as meant. Immutable. */
sealed interface Slices permits BitSlices, DigitSlices {
    /**
     * The sum for an output at a place.
     *
     * @param place base of the position's inputs in the padded image, for the output's group
     */
    long sum(
            int output,
            int tile,
            int polarity,
            int weightSlice,
            int inputSlice,
            int place,
            PaddedImage image,
            InputBits bits);

    /** Slices of a layer: bit by bit where few bits meet, digit by digit otherwise. */
    static Slices of(LayerProgram program) {
        PartialSums sums = program.partialSums();
        int bitPairs = Math.min(sums.array().cellBits(), sums.weightBits())
                * Math.min(sums.array().inputSliceBits(), sums.inputBits());
        boolean narrow = sums.inputBits() <= Byte.SIZE && sums.weightBits() <= Byte.SIZE;
        return narrow && bitPairs > BitSlices.MOST_BIT_PAIRS ? new DigitSlices(program) : new BitSlices(program);
    }
}
