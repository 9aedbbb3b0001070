package org.layco.train.harden;

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

    /** The network before the training. */
    static HardeningProgress before(HardeningPlan plan, RobustAccuracy accuracy) {
        return new HardeningProgress(0, plan.epochs(), false, 0, 0, accuracy.cleanTop1(), accuracy.robustTop1(), 0, 0);
    }
}
