package org.layco.study;

import org.layco.accuracy.PairedLoss;
import org.layco.accuracy.SmoothedLoss;

/**
 * What the search images say of a plan.
 *
 * @param counted decisions that changed: its variance sizes the bets and the margin of the certificate
 * @param smoothed loss that the search goes by
 */
record LossEstimate(PairedLoss counted, SmoothedLoss smoothed) {
    double lossPp() {
        return smoothed.lossPp();
    }

    double standardErrorPp() {
        return smoothed.standardErrorPp();
    }

    double expectedVariance() {
        return counted.expectedVariance();
    }
}
