package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

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
     * @param inputs B x C x H x W normalised pixels
     * @param labels class of each image
     * @return the loss, in nats
     */
    public float gradient(float[] inputs, int[] labels) {
        try (NDManager step = torch.manager().newSubManager();
                GradientCollector collector = torch.engine().newGradientCollector()) {
            NDArray classes = step.create(Arrays.stream(labels).asLongStream().toArray());
            NDArray loss = crossEntropy.loss(network.forwardTraining(images(step, inputs, labels.length)), classes);
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    /**
     * The logits of a batch as the finished network computes them, row by row.
     *
     * @param inputs B x C x H x W normalised pixels
     * @param count number of images, B
     */
    public float[] logits(float[] inputs, int count) {
        try (NDManager step = torch.manager().newSubManager()) {
            return network.forwardEvaluation(images(step, inputs, count)).toFloatArray();
        }
    }

    private NDArray images(NDManager step, float[] inputs, int count) {
        return step.create(inputs, TorchOperators.batchOf(count, network.graph().inputShape()));
    }
}
