package org.layco.train;

import org.layco.train.data.Augmentation;
import org.layco.train.graph.EmbeddedNetwork;

/**
 * Settings of training that suit an architecture, chosen on the images set aside from the training images.
 *
 * @param epochs passes over the training images
 * @param peakLearningRate learning rate after the warm-up, for batches of 128
 * @param weightDecay share of a weight that is added to its gradient
 */
record Recipe(int epochs, double peakLearningRate, double weightDecay) {
    static final int BATCH_SIZE = 128;
    private static final double WARM_UP_EPOCHS = 1;
    private static final double MOMENTUM = 0.9;
    private static final int VALIDATION_IMAGES = 2000;
    private static final Augmentation AUGMENTATION = new Augmentation(true, 1);

    static Recipe of(EmbeddedNetwork network) {
        return switch (network) {
            case RESNET8 -> new Recipe(14, 0.1, 2e-4);
            case LENET5 -> new Recipe(20, 0.05, 2e-4);
        };
    }

    TrainingPlan plan(long seed) {
        return new TrainingPlan(
                epochs,
                BATCH_SIZE,
                peakLearningRate,
                Math.min(WARM_UP_EPOCHS, epochs / 2.0),
                MOMENTUM,
                weightDecay,
                AUGMENTATION,
                VALIDATION_IMAGES,
                seed);
    }
}
