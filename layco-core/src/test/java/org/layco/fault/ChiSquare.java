package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Tests of counts against their expectation. */
final class ChiSquare {
    /** Normal deviations that a statistic may be off: a probability of 6e-5 in a test that holds. */
    private static final double LIMIT = 4;

    private ChiSquare() {}

    /**
     * Asserts that counts are independent and binomial.
     *
     * @param trials what each count is out of
     * @param probabilities of each count
     */
    static void assertBinomial(String what, long[] counts, double[] trials, double[] probabilities) {
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = trials[i] * probabilities[i];
            statistic += (counts[i] - expected) * (counts[i] - expected) / (expected * (1 - probabilities[i]));
        }
        assertThat(deviation(statistic, counts.length))
                .as("chi-square of %s: %s at %s degrees of freedom", what, statistic, counts.length)
                .isBetween(-LIMIT, LIMIT);
    }

    /** As above with the same expectation everywhere. */
    static void assertUniform(String what, long[] counts, double trials, double probability) {
        double[] each = new double[counts.length];
        double[] same = new double[counts.length];
        Arrays.fill(each, trials);
        Arrays.fill(same, probability);
        assertBinomial(what, counts, each, same);
    }

    /** Wilson and Hilferty's cube-root transformation to a standard normal number. */
    private static double deviation(double statistic, int degrees) {
        double spread = 2.0 / (9 * degrees);
        return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
    }
}
