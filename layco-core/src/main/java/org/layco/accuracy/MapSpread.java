package org.layco.accuracy;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The top-1 accuracies of several fault maps, all measured on the same images, and Student's interval of their expectation
 * over all maps. It says nothing about other images, and it takes the accuracies to be about normal.
 *
 * @param maps n, number of maps, at least 2
 * @param mean accuracy, 0..1
 * @param sd standard deviation between maps, divisor n - 1, 0..1
 * @param low lower end of the interval, 0..1
 * @param high upper end of the interval, 0..1
 */
public record MapSpread(int maps, double mean, double sd, double low, double high) {
    /** Fewest maps: one has no spread. */
    public static final int MIN_MAPS = 2;

    /**
     * The spread of accuracies.
     *
     * @param top1 accuracy of each map, 0..1, at least {@link #MIN_MAPS} of them
     * @param confidence of the interval, in (0, 1)
     */
    public static MapSpread of(double[] top1, double confidence) {
        int n = top1.length;
        if (n < MIN_MAPS || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("maps (%d) must be at least %d and confidence (%s) lie in (0, 1)."
                    .formatted(n, MIN_MAPS, confidence));
        }
        double mean = Arrays.stream(top1).sum() / n;
        double squares = 0;
        for (double one : top1) {
            squares += (one - mean) * (one - mean);
        }
        double sd = Math.sqrt(squares / (n - 1));
        double half = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2) * sd / Math.sqrt(n);
        return new MapSpread(n, mean, sd, Math.max(0, mean - half), Math.min(1, mean + half));
    }

    /** Half the interval's width before it was cut at 0 and 1, at least, in percentage points. */
    public double halfWidthPp() {
        return 100 * Math.max(high - mean, mean - low);
    }
}
