package org.layco.accuracy;

import java.util.Arrays;

/**
 * How the loss differs between whole chips. An estimate, not a certificate; it contains the noise of the images it was
 * measured on.
 *
 * @param chips n, number of chips
 * @param meanPp mean loss of the chips, in percentage points
 * @param sdPp standard deviation between chips, divisor n - 1, in percentage points
 * @param q95Pp the loss that 95 % of these chips do not exceed: the ceil(0.95 n)-th smallest, in percentage points
 */
public record ChipSpread(int chips, double meanPp, double sdPp, double q95Pp) {
    /** Fewest chips: below, the 95 % quantile would be the largest value whatever the spread. */
    public static final int MIN_CHIPS = 20;

    private static final double QUANTILE = 0.95;

    /**
     * The spread of chips that were all measured on the same images.
     *
     * @param lossesPp loss of each chip in percentage points, at least {@link #MIN_CHIPS} of them
     */
    public static ChipSpread of(double[] lossesPp) {
        int n = lossesPp.length;
        if (n < MIN_CHIPS) {
            throw new IllegalArgumentException(
                    "%d chips are too few for a spread. Measure at least %d.".formatted(n, MIN_CHIPS));
        }
        double mean = Arrays.stream(lossesPp).sum() / n;
        double squares = 0;
        for (double loss : lossesPp) {
            squares += (loss - mean) * (loss - mean);
        }
        double[] sorted = lossesPp.clone();
        Arrays.sort(sorted);
        double q95 = sorted[(int) Math.ceil(QUANTILE * n) - 1];
        return new ChipSpread(n, mean, Math.sqrt(squares / (n - 1)), q95);
    }
}
