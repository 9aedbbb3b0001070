package org.layco.crossbar;

/**
 * Sums the products of one weight slice and one input slice over a row tile, with the weights of one chip. Slices of an output are
 * numbered as its cells are. Belongs to one worker thread.
 */
sealed interface Slices permits BitSlices, DigitSlices {
    /** Turns over bits of a weight's stored word; before the first call all words are 0. */
    void flip(int output, int row, int bits);

    /**
     * A sum.
     *
     * @param place base of the inputs, for the output's group, in the padded image
     */
    long sum(int output, int slice, int place, PaddedImage image, InputBits bits);

    /**
     * How much larger a sum is at one place than at another.
     *
     * @param before base of the inputs whose sum counts positive
     * @param now base of the inputs whose sum is taken away
     */
    long difference(int output, int slice, int before, int now, PaddedImage image, InputBits bits);

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
