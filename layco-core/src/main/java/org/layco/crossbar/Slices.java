package org.layco.crossbar;

/** Sums the products of one weight slice and one input slice over a row tile, with the weights as meant, at two places at once. Immutable. */
sealed interface Slices permits BitSlices, DigitSlices {
    /**
     * How much larger a sum is at one place than at another.
     *
     * @param before base in the padded image of the inputs, for the output's group, whose sum counts positive; negative if
     *     there is none
     * @param now base of the inputs whose sum is taken away
     */
    long difference(
            int output,
            int tile,
            int polarity,
            int weightSlice,
            int inputSlice,
            int before,
            int now,
            PaddedImage image,
            InputBits bits);

    /** Slices of a layer: bit by bit where few bits meet or a product exceeds a short, digit by digit otherwise. */
    static Slices of(LayerProgram program) {
        PartialSums sums = program.partialSums();
        int bitPairs = Math.min(sums.array().cellBits(), sums.weightBits())
                * Math.min(sums.array().inputSliceBits(), sums.inputBits());
        boolean narrow = sums.inputBits() <= Byte.SIZE && sums.weightBits() <= Byte.SIZE;
        boolean productsFit = sums.largestWeightDigit(0) * sums.largestInputDigit(0) <= Short.MAX_VALUE;
        return narrow && productsFit && bitPairs > BitSlices.MOST_BIT_PAIRS
                ? new DigitSlices(program)
                : new BitSlices(program);
    }
}
