package org.layco.train.torch;

import ai.djl.ndarray.NDArray;

/** The loss of a classifier: mean over the images of minus the log probability of the right class, in nats. */
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
}
