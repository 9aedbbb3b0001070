package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Runs batches through a network: forwards and backwards to learn, forwards to classify. Frees every tensor it makes. */
public final class TrainingStep {
    private final Torch torch;
    private final TrainableNetwork network;
    private final CrossEntropy crossEntropy = new CrossEntropy();

    /** Steps of this network. */
    public TrainingStep(Torch torch, TrainableNetwork network) {
        this.torch = torch;
        this.network = network;
    }

    /**
     * Adds the gradient of the loss of a batch to the gradients of the parameters.
     *
     * @param inputs B images one after another
     * @param labels class of each image
     * @return the loss, in nats
     */
    public float gradient(float[] inputs, int[] labels) {
        return gradient(inputs, labels, network::forwardTraining, Lesson.LABELS_ALONE);
    }

    /**
     * The same where layers read stored numbers and normalisations keep their statistics.
     *
     * @param storage what layers read back of feature maps and weights
     * @param lesson what is learnt beside the labels
     */
    public float gradient(float[] inputs, int[] labels, Storage storage, Lesson lesson) {
        return gradient(inputs, labels, images -> network.forwardTraining(images, storage), lesson);
    }

    private float gradient(float[] inputs, int[] labels, UnaryOperator<NDArray> forward, Lesson lesson) {
        try (NDManager step = torch.manager().newSubManager();
                GradientCollector collector = torch.newGradientCollector()) {
            NDArray classes = step.create(Arrays.stream(labels).asLongStream().toArray());
            NDArray logits = forward.apply(images(step, inputs, labels.length)).reshape(labels.length, -1);
            NDArray loss = crossEntropy.loss(logits, classes);
            if (lesson.share() > 0) {
                NDArray teacher = step.create(lesson.logits(), logits.getShape());
                loss = loss.mul((float) (1 - lesson.share()))
                        .add(crossEntropy
                                .loss(logits, teacher, lesson.temperature())
                                .mul((float) lesson.share()));
            }
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    /** The logits of a batch on perfect memory, row by row: what a teacher says. */
    public float[] taught(float[] inputs, int count) {
        try (NDManager step = torch.manager().newSubManager()) {
            return network.forwardTraining(images(step, inputs, count), Storage.PERFECT)
                    .toFloatArray();
        }
    }

    /**
     * The class scores of a batch as the finished network computes them, row by row.
     *
     * @param inputs B images one after another
     * @param count number of images, B
     */
    public float[] logits(float[] inputs, int count) {
        return logits(inputs, count, Storage.PERFECT);
    }

    /**
     * The same where layers read stored numbers.
     *
     * @param storage what layers read back of feature maps and weights
     */
    public float[] logits(float[] inputs, int count, Storage storage) {
        try (NDManager step = torch.manager().newSubManager()) {
            return network.forwardEvaluation(images(step, inputs, count), storage)
                    .toFloatArray();
        }
    }

    private NDArray images(NDManager step, float[] inputs, int count) {
        return step.create(inputs, TorchOperators.batchOf(count, network.graph().inputShape()));
    }
}
