package org.layco.device;

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

        @Override
        public double probability(double writeVolts) {
            range.require(writeVolts, "write-error probability");
            return writeVolts > fittedToVolts
                    ? floor
                    : Math.max(floor, NormalDistribution.cumulative((medianVolts - writeVolts) / sigmaVolts));
        }
    }
}
