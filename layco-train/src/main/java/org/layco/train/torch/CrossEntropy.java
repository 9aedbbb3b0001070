package org.layco.train.torch;

import ai.djl.ndarray.NDArray;

/** The loss of a classifier: mean over the images of minus the log probability of the right class, in nats; or of a teacher's. */
public final class CrossEntropy {

    /**
     * The loss as a scalar tensor.
     *
     * @param logits N x classes
     * @param labels N classes, as 64-bit integers
     */
    public NDArray loss(NDArray logits, NDArray labels) {
        return logits.logSoftmax(1).gather(labels.expandDims(1), 1).mean().neg();
    }

    /**
     * The same against the probabilities of a teacher, times the squared temperature, so that gradients keep their size.
     *
     * @param logits N x classes
     * @param teacher N x classes, its logits
     * @param temperature by which both are divided
     */
    public NDArray loss(NDArray logits, NDArray teacher, double temperature) {
        NDArray wanted = teacher.div((float) temperature).softmax(1);
        NDArray said = logits.div((float) temperature).logSoftmax(1);
        return wanted.mul(said).sum(new int[] {1}).mean().mul((float) (-temperature * temperature));
    }
}
