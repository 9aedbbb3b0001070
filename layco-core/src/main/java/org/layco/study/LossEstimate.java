package org.layco.study;

import org.layco.accuracy.PairedLoss;
import org.layco.accuracy.SmoothedLoss;

/**
 * What the search images say of a plan.
 *
 * @param counted decisions that changed against the reference: its variance sizes the bets and the margin of the certificate
 * @param retrained what the network in floating point loses against the reference: nothing if it is the reference
 * @param smoothed what the plan loses against the network in floating point
 */
record LossEstimate(PairedLoss counted, PairedLoss retrained, SmoothedLoss smoothed) {
    /** The loss that the search goes by. */
    double lossPp() {
        return retrained.lossPp() + smoothed.lossPp();
    }

    double standardErrorPp() {
        return Math.hypot(retrained.standardErrorPp(), smoothed.standardErrorPp());
    }

    double expectedVariance() {
        return counted.expectedVariance();
    }
}
