package org.layco.train;

import org.layco.train.data.Augmentation;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per step, at least 1
 * @param peakLearningRate learning rate after the warm-up, above 0
 * @param warmUpEpochs length of the linear rise of the learning rate, at least 0 and below {@code epochs}
 * @param momentum share of the velocity that a step keeps, 0 up to but not 1
 * @param weightDecay share of a weight that is added to its gradient, at least 0
 * @param augmentation random changes of the training images
 * @param validationImages training images that are set aside to watch the progress, at least 1
 * @param seed of weights, orders and augmentation
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        double peakLearningRate,
        double warmUpEpochs,
        double momentum,
        double weightDecay,
        Augmentation augmentation,
        int validationImages,
        long seed) {

    /** Checks the ranges. */
    public TrainingPlan {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(
                peakLearningRate > 0 && Double.isFinite(peakLearningRate),
                "peakLearningRate",
                peakLearningRate,
                "above 0");
        require(
                warmUpEpochs >= 0 && warmUpEpochs < epochs,
                "warmUpEpochs",
                warmUpEpochs,
                "at least 0 and below epochs");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "at least 0 and below 1");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay", weightDecay, "at least 0");
        require(validationImages >= 1, "validationImages", validationImages, "at least 1");
    }

    private static void require(boolean met, String name, Number value, String range) {
        if (!met) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + range);
        }
    }
}
