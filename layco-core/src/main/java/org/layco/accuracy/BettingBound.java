package org.layco.accuracy;

import java.util.Arrays;

/**
 * A one-sided upper confidence bound on the mean of independent losses in [-1, 1] that holds at every number of images
 * at once, so that one may look at it after each image and stop at will.
 *
 * <p>Betting confidence sequence (I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by
 * betting", Journal of the Royal Statistical Society B 86(1), 2024, theorem 1 and section 4): against each candidate
 * mean m a gambler bets that losses are lower. If the mean is m or more, his wealth is a non-negative supermartingale
 * that starts at 1, so it ever reaches 1/alpha with probability at most alpha (Ville's inequality). A candidate against
 * which it has done so is ruled out, for good. Wealth grows with m in every bet of {@link Bets}, so the candidates ruled
 * out are all those above the bound. Not safe for use by several threads.
 */
final class BettingBound {
    /** The bound is computed to this accuracy, upwards; a fraction (1e-4 pp). */
    private static final double RESOLUTION = 1e-6;

    private final double limit;
    private final double logThreshold;
    private final Bets bets;
    private final Wealth againstLimit;
    private double[] losses = new double[1024];
    private int count;

    BettingBound(AccuracyGuarantee guarantee, Bets bets) {
        this.limit = guarantee.limit();
        this.logThreshold = Math.log(1 / guarantee.alpha());
        this.bets = bets;
        this.againstLimit = new Wealth(bets, limit);
    }

    /** Adds the loss of the next image, in [-1, 1]. */
    void add(double loss) {
        if (!(loss >= -1 && loss <= 1)) {
            throw new IllegalArgumentException("The loss of an image (%s) must lie in [-1, 1].".formatted(loss));
        }
        if (count == losses.length) {
            losses = Arrays.copyOf(losses, 2 * count);
        }
        losses[count++] = loss;
        againstLimit.bet(loss);
    }

    /** Whether a mean loss at the limit or beyond has been ruled out, now or earlier. */
    boolean met() {
        return againstLimit.maxLog >= logThreshold;
    }

    /** Natural logarithm of the largest wealth so far against the limit, at least 0: ln(1/alpha) or more certifies. */
    double maxLogWealth() {
        return againstLimit.maxLog;
    }

    /** The bound on the mean loss, in percentage points, at most 100; at most the limit exactly if {@link #met}. */
    double upperBoundPp() {
        double ruledOut = met() ? limit : 1;
        double possible = met() ? -1 : limit;
        while (ruledOut - possible > RESOLUTION) {
            double candidate = (ruledOut + possible) / 2;
            if (rulesOut(candidate)) {
                ruledOut = candidate;
            } else {
                possible = candidate;
            }
        }
        return 100 * ruledOut;
    }

    private boolean rulesOut(double candidate) {
        Wealth wealth = new Wealth(bets, candidate);
        for (int i = 0; i < count; i++) {
            wealth.bet(losses[i]);
            if (wealth.maxLog >= logThreshold) {
                return true;
            }
        }
        return false;
    }

    /** What the bets have grown to against one candidate mean. */
    private static final class Wealth {
        private static final double LARGE = 1e100;
        /** A bet with a smaller share of the wealth is given up; that can only lower the wealth. */
        private static final double NEGLIGIBLE = 1e-150;

        private final double[] fractions;
        private final double[] bets;
        private final double mean;
        private double logScale;
        private double maxTotal = 1;
        private double maxLog;

        Wealth(Bets bets, double mean) {
            this.fractions = bets.fractions();
            this.bets = bets.shares().clone();
            this.mean = mean;
        }

        void bet(double loss) {
            double gain = (1 - loss) / (1 - mean) - 1;
            double total = 0;
            for (int k = 0; k < bets.length; k++) {
                bets[k] *= 1 + fractions[k] * gain;
                total += bets[k];
            }
            if (total > maxTotal) {
                maxTotal = total;
                maxLog = Math.max(maxLog, logScale + Math.log(total));
            }
            if (total > LARGE || total < 1 / LARGE) {
                rescale(total);
            }
        }

        private void rescale(double total) {
            for (int k = 0; k < bets.length; k++) {
                double share = bets[k] / total;
                bets[k] = share < NEGLIGIBLE ? 0 : share;
            }
            logScale += Math.log(total);
            maxTotal = 1;
        }
    }
}
