package org.layco.accuracy;

/**
 * The per-image losses of a plan against the float network, float right - mean plan right, each in [-1, 1].
 *
 * @param images number of images, at least 1
 * @param mean loss as a fraction, -1..1
 * @param variance of the loss of one image, with divisor n
 * @param discordance share of runs, 0..1, in which exactly one of float network and plan is right
 */
public record PairedLoss(int images, double mean, double variance, double discordance) {
    /**
     * The losses of so many images.
     *
     * @param floatRight whether the float network is right, by image
     * @param planRight share of the plan's runs that are right, 0..1, by image
     */
    public static PairedLoss of(boolean[] floatRight, double[] planRight) {
        int n = floatRight.length;
        if (n == 0 || planRight.length != n) {
            throw new IllegalArgumentException(
                    "%d float and %d plan outcomes are not pairs.".formatted(n, planRight.length));
        }
        double sum = 0;
        double squares = 0;
        double discordant = 0;
        for (int i = 0; i < n; i++) {
            double loss = (floatRight[i] ? 1 : 0) - planRight[i];
            sum += loss;
            squares += loss * loss;
            discordant += Math.abs(loss);
        }
        double mean = sum / n;
        return new PairedLoss(n, mean, Math.max(0, squares / n - mean * mean), discordant / n);
    }

    /** The mean loss in percentage points. */
    public double lossPp() {
        return 100 * mean;
    }

    /** Standard error of the mean loss, in percentage points. */
    public double standardErrorPp() {
        return 100 * Math.sqrt(variance / images);
    }

    /**
     * The variance to expect of other images: one more image that differs is added, so that a sample without any
     * difference does not promise that there are none.
     */
    public double expectedVariance() {
        return Math.min(1, (images * variance + 1) / (images + 1));
    }
}
