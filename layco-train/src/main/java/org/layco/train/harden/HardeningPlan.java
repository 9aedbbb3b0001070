package org.layco.train.harden;

import java.util.List;
import org.layco.study.LayerTarget;
import org.layco.train.data.Augmentation;

/**
 * How a network is hardened.
 *
 * @param layers bits and bit error rates that the network is to tolerate, layer by layer; rates of 0 train for few bits alone
 * @param epochs passes over the training images, at least 0; 0 leaves the network as it is
 * @param epochSteps most steps of an epoch, each of one batch, at least 1; a pass over all images has fewer where there are few
 * @param batchSize images per step, at least 1
 * @param peakLearningRate learning rate after the warm-up, above 0
 * @param momentum share of the velocity that a step keeps, 0 up to but not 1
 * @param weightDecay share of a weight that is added to its gradient, at least 0
 * @param distillation what the network learns from its teacher
 * @param augmentation random changes of the training images
 * @param validationChips chips over which robust accuracy is averaged, at least 1
 * @param seed of orders, augmentation and bit errors
 */
public record HardeningPlan(
        List<LayerTarget> layers,
        int epochs,
        int epochSteps,
        int batchSize,
        double peakLearningRate,
        double momentum,
        double weightDecay,
        Distillation distillation,
        Augmentation augmentation,
        int validationChips,
        long seed) {
    /** An epoch is a pass over all images. */
    public static final int WHOLE_PASS = Integer.MAX_VALUE;

    /** Images of a step unless another number is asked for. */
    public static final int BATCH_SIZE = 64;

    /** Highest learning rate unless another is asked for. */
    public static final double LEARNING_RATE = 0.01;

    /** Share of the velocity that a step keeps. */
    public static final double MOMENTUM = 0.9;

    /** Share of a weight that is added to its gradient. */
    public static final double WEIGHT_DECAY = 1e-4;

    /** Chips that robust accuracy is averaged over unless another number is asked for. */
    public static final int VALIDATION_CHIPS = 3;

    /** Share of the training in which the learning rate rises. */
    private static final double WARM_UP = 0.05;

    /** Share of the training in which the bit error rate rises; the rest is at the target (as in EDEN's curriculum). */
    private static final double CURRICULUM = 0.5;

    /** Checks the ranges. */
    public HardeningPlan {
        layers = List.copyOf(layers);
        require(epochs >= 0, "epochs", epochs, "at least 0");
        require(epochSteps >= 1, "steps of an epoch", epochSteps, "at least 1");
        require(batchSize >= 1, "batch size", batchSize, "at least 1");
        require(
                peakLearningRate > 0 && Double.isFinite(peakLearningRate),
                "learning rate",
                peakLearningRate,
                "above 0");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "at least 0 and below 1");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay, "at least 0");
        require(validationChips >= 1, "validation chips", validationChips, "at least 1");
    }

    /** Steps of the linear rise of the learning rate, in a training of so many. */
    long warmUpSteps(long steps) {
        return Math.round(WARM_UP * steps);
    }

    /** Share of the bit error rates that a step meets, the first of which is 0: linear from 0 to 1, then constant. */
    double errorShare(long step, long steps) {
        double rise = Math.max(1, CURRICULUM * steps);
        return Math.min(1, (step + 1) / rise);
    }

    /** The highest bit error rate of any layer. */
    double highestBitErrorRate() {
        return layers.stream()
                .mapToDouble(LayerTarget::highestBitErrorRate)
                .max()
                .orElse(0);
    }

    private static void require(boolean met, String name, Object value, String range) {
        if (!met) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + range);
        }
    }
}
