package org.layco.device;

import java.util.Arrays;

/** Probability that one write of one physical cell fails, as a function of the write voltage. */
public sealed interface WriteErrorLaw {
    /** Voltages the law holds for. */
    VoltageRange range();

    /** p(V), 0..1, non-increasing in the voltage; throws outside {@link #range()}. */
    double probability(double writeVolts);

    /**
     * Switching thresholds that are normally distributed over writes: p(V) = max(floor, Phi((V50 - V)/sigma)) up to
     * {@code fittedToVolts} and the floor above.
     *
     * @param medianVolts V50, where half of the writes fail
     * @param sigmaVolts standard deviation of the threshold, positive
     * @param floor least probability claimed at any voltage, 0..1
     * @param range voltages the law holds for
     * @param fittedToVolts upper end of the data behind the normal part
     */
    record Probit(double medianVolts, double sigmaVolts, double floor, VoltageRange range, double fittedToVolts)
            implements WriteErrorLaw {
        public Probit {
            if (!(sigmaVolts > 0)) {
                throw new IllegalArgumentException("sigmaVolts (%s) must be positive.".formatted(sigmaVolts));
            }
            if (!(floor >= 0 && floor <= 1)) {
                throw new IllegalArgumentException("floor (%s) must lie in [0, 1].".formatted(floor));
            }
            if (!range.contains(fittedToVolts)) {
                throw new IllegalArgumentException("fittedToVolts (%s) must lie in [%s, %s] V."
                        .formatted(fittedToVolts, range.lowVolts(), range.highVolts()));
            }
        }

        /**
         * The law of least squared error in the probit of p through measured points.
         *
         * @param volts of each point
         * @param probabilities that a write fails, of each point, strictly between 0 and 1
         * @param floor least probability claimed at any voltage
         * @param highVolts how far the floor holds above the highest point; the law holds from the lowest point to there
         */
        public static Fitted<WriteErrorLaw> fit(
                double[] volts, double[] probabilities, double floor, double highVolts) {
            LinearFit line = LinearFit.of(
                    volts,
                    Arrays.stream(probabilities)
                            .map(NormalDistribution::quantile)
                            .toArray());
            if (!(line.slope() < 0)) {
                throw new IllegalArgumentException(
                        "The error rate does not fall as the voltage rises (slope %s per volt). Check the voltages and error rates of the points."
                                .formatted(line.slope()));
            }
            VoltageRange range = VoltageRange.of(volts);
            double sigma = -1 / line.slope();
            return new Fitted<>(
                    new Probit(
                            line.intercept() * sigma,
                            sigma,
                            floor,
                            new VoltageRange(range.lowVolts(), Math.max(range.highVolts(), highVolts)),
                            range.highVolts()),
                    line,
                    "the probit of the error rate",
                    range);
        }

        @Override
        public double probability(double writeVolts) {
            range.require(writeVolts, "write-error probability");
            return writeVolts > fittedToVolts
                    ? floor
                    : Math.max(floor, NormalDistribution.cumulative((medianVolts - writeVolts) / sigmaVolts));
        }
    }
}
