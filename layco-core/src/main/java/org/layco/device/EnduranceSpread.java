package org.layco.device;

/**
 * How endurance differs from cell to cell.
 *
 * @param sigmaDecades standard deviation of log10 of the endurance, at least 0
 * @param optimisticVariation coefficient of variation of the optimistic option, at least 0
 */
public record EnduranceSpread(double sigmaDecades, double optimisticVariation) {
    public EnduranceSpread {
        if (!(sigmaDecades >= 0 && optimisticVariation >= 0)) {
            throw new IllegalArgumentException(
                    "Spreads (%s decades, %s) must be at least 0.".formatted(sigmaDecades, optimisticVariation));
        }
    }

    /** The optimistic option as a standard deviation of log10: that of the lognormal with its coefficient of variation. */
    public double optimisticSigmaDecades() {
        return Math.sqrt(Math.log1p(optimisticVariation * optimisticVariation)) / Math.log(10);
    }
}
