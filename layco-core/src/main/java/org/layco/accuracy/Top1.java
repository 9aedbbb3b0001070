package org.layco.accuracy;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A measured top-1 accuracy with its exact two-sided interval (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934).
 *
 * @param value share of images classified correctly, 0..1
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param images number of images
 */
public record Top1(double value, double low, double high, int images) {
    /**
     * The accuracy of a deterministic network, or of one run per image.
     *
     * @param right images classified correctly, 0..images
     * @param images number of images, at least 1
     * @param confidence of the interval, in (0, 1)
     */
    public static Top1 of(int right, int images, double confidence) {
        return ofShares(right, images, confidence);
    }

    /**
     * The mean accuracy of several runs per image. The mean of an image's runs varies no more than one of them, so the
     * interval is that of as many single runs with the same mean (beta quantiles at a fractional count), conservative.
     *
     * @param right sum over images of the share of runs that are right, 0..images
     * @param images number of images, at least 1
     * @param confidence of the interval, in (0, 1)
     */
    public static Top1 ofShares(double right, int images, double confidence) {
        if (!(images > 0 && right >= 0 && right <= images && confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("right (%s) must lie in [0, images (%d)] and confidence (%s) in (0, 1)."
                    .formatted(right, images, confidence));
        }
        double tail = (1 - confidence) / 2;
        double low =
                right == 0 ? 0 : BetaDistribution.of(right, images - right + 1).inverseCumulativeProbability(tail);
        double high = right == images
                ? 1
                : BetaDistribution.of(right + 1, images - right).inverseSurvivalProbability(tail);
        return new Top1(right / images, low, high, images);
    }
}
