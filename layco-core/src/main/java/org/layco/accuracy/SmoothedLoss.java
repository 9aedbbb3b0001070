package org.layco.accuracy;

import org.layco.device.NormalDistribution;

/**
 * An estimate of a plan's loss from few images. Of some thousand images only a handful change sides, and which ones is
 * chance; so every image counts by the probability that it would be right if its margin were shifted at random by about as
 * much as the plan shifts margins: loss = mean of Phi(float margin / h) - Phi(plan margin / h), with the bandwidth h twice
 * the root-mean-square shift. Biased where losses are large, hence for search alone; certificates count decisions.
 *
 * @param lossPp estimated loss in percentage points
 * @param standardErrorPp standard error of the mean over images, in percentage points; the bias is not in it
 */
public record SmoothedLoss(double lossPp, double standardErrorPp) {
    /** Bandwidth in root-mean-square shifts; docs/decisions/search.md has the measurements. */
    private static final double BANDWIDTH = 2;

    /**
     * The loss of the same images.
     *
     * @param floatMargins label's score less the best other score in the float network, by image
     * @param planMargins the same in the plan
     */
    public static SmoothedLoss of(float[] floatMargins, float[] planMargins) {
        int n = floatMargins.length;
        if (n == 0 || planMargins.length != n) {
            throw new IllegalArgumentException(
                    "%d float and %d plan margins are not pairs.".formatted(n, planMargins.length));
        }
        double squaredShift = 0;
        for (int i = 0; i < n; i++) {
            double shift = (double) planMargins[i] - floatMargins[i];
            squaredShift += shift * shift;
        }
        if (squaredShift == 0) {
            return new SmoothedLoss(0, 0);
        }
        double bandwidth = BANDWIDTH * Math.sqrt(squaredShift / n);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double loss = NormalDistribution.cumulative(floatMargins[i] / bandwidth)
                    - NormalDistribution.cumulative(planMargins[i] / bandwidth);
            sum += loss;
            squares += loss * loss;
        }
        double mean = sum / n;
        double variance = Math.max(0, squares / n - mean * mean);
        return new SmoothedLoss(100 * mean, 100 * Math.sqrt(variance / n));
    }
}
