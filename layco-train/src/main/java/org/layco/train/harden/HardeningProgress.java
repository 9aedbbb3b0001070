package org.layco.train.harden;

import java.util.Locale;

/**
 * How far a training has come.
 *
 * @param epoch that is done, from 1; 0 before the training
 * @param epochs in all
 * @param rolledBack whether the epoch diverged and will be repeated at half the learning rate; it has no accuracy then
 * @param meanLoss mean loss of its steps in nats
 * @param bitErrorRate of its last step
 * @param cleanTop1 accuracy of the quantised network on search images without errors, 0..1
 * @param robustTop1 the same at the target bit error rate, 0..1
 * @param imagesPerSecond speed of the training alone
 * @param remainingSeconds estimated time to the end
 */
public record HardeningProgress(
        int epoch,
        int epochs,
        boolean rolledBack,
        double meanLoss,
        double bitErrorRate,
        double cleanTop1,
        double robustTop1,
        double imagesPerSecond,
        double remainingSeconds) {

    /** The same as a line for people. */
    public String line() {
        if (epoch == 0) {
            return String.format(
                    Locale.ROOT, "before: clean %.2f %%  robust %.2f %%", 100 * cleanTop1, 100 * robustTop1);
        }
        if (rolledBack) {
            return "epoch %d/%d  diverged: once more at half the learning rate".formatted(epoch, epochs);
        }
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f at BER %.2g  clean %.2f %%  robust %.2f %%  %.0f images/s  %.0f s left",
                epoch,
                epochs,
                meanLoss,
                bitErrorRate,
                100 * cleanTop1,
                100 * robustTop1,
                imagesPerSecond,
                remainingSeconds);
    }

    /** The network before the training. */
    static HardeningProgress before(HardeningPlan plan, RobustAccuracy accuracy) {
        return new HardeningProgress(0, plan.epochs(), false, 0, 0, accuracy.cleanTop1(), accuracy.robustTop1(), 0, 0);
    }
}
