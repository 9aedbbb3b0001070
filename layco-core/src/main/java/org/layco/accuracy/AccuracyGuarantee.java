package org.layco.accuracy;

/**
 * What is to be certified: the float network's top-1 minus the plan's mean top-1, over the population of images and of
 * chips, lies below a limit.
 *
 * @param limitPp largest loss, in percentage points, in (0, 100)
 * @param confidence probability, in (0.5, 1), that a certificate is not given to a plan beyond the limit
 */
public record AccuracyGuarantee(double limitPp, double confidence) {
    private static final double PP = 100;

    public AccuracyGuarantee {
        if (!(limitPp > 0 && limitPp < PP)) {
            throw new IllegalArgumentException("limitPp (%s) must lie in (0, 100).".formatted(limitPp));
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence (%s) must lie in (0.5, 1). Write 95 %% as 0.95.".formatted(confidence));
        }
    }

    /** The probability of a false certificate, 1 - confidence. */
    public double alpha() {
        return 1 - confidence;
    }

    /** The limit as a fraction, 0..1. */
    double limit() {
        return limitPp / PP;
    }

    /** The same limit at the error probability of each of {@code count} points that are certified together. */
    public AccuracyGuarantee sharedBy(int count) {
        return new AccuracyGuarantee(limitPp, 1 - alpha() / count);
    }

    /**
     * How far below the limit a search should aim so that the certificate has a fair chance, in percentage points:
     * 1.2 * sqrt(2 ln(1/alpha) v / n). Where the loss is that far off, {@link Bets#planned} grows by 1.44 ln(1/alpha)
     * on average, of which a certificate needs ln(1/alpha).
     *
     * @param variance of the per-image loss, at least 0, as measured on the search part
     * @param images number of certification images, at least 1
     */
    public double requiredMarginPp(double variance, int images) {
        return PP * Bets.MARGIN_FACTOR * Math.sqrt(2 * Math.log(1 / alpha()) * variance / images);
    }
}
