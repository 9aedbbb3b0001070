package org.layco.study;

/**
 * How the weights and the input of one layer are stored, as far as training is concerned.
 *
 * @param weightBits bit-width of weights, 2..8
 * @param inputBits bit-width of the input feature map, 2..8
 * @param weightBitErrorRate of every stored bit of a weight, 0..0.5
 * @param inputBitErrorRate of every stored bit of an input, 0..0.5
 */
public record LayerTarget(int weightBits, int inputBits, double weightBitErrorRate, double inputBitErrorRate) {
    private static final int FEWEST_BITS = 2;

    /** Checks the ranges. */
    public LayerTarget {
        require(isBits(weightBits) && isBits(inputBits), "bits", weightBits + "," + inputBits, "2 to 8 each");
        require(
                isRate(weightBitErrorRate) && isRate(inputBitErrorRate),
                "target bit error rate",
                Math.max(weightBitErrorRate, inputBitErrorRate),
                "0 to 0.5");
    }

    /** The same bit error rate in both operands. */
    public static LayerTarget of(int weightBits, int inputBits, double bitErrorRate) {
        return new LayerTarget(weightBits, inputBits, bitErrorRate, bitErrorRate);
    }

    /** The higher of both bit error rates. */
    public double highestBitErrorRate() {
        return Math.max(weightBitErrorRate, inputBitErrorRate);
    }

    private static boolean isBits(int bits) {
        return bits >= FEWEST_BITS && bits <= Byte.SIZE;
    }

    private static boolean isRate(double rate) {
        return rate >= 0 && rate <= CurveRequest.HIGHEST_RATE;
    }

    private static void require(boolean met, String name, Object value, String range) {
        if (!met) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + range);
        }
    }
}
