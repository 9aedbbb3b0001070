package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.layco.train.graph.GraphNode;

/** What the layers of a network read back of the feature maps and weights that are stored. */
public interface Storage {

    /** Everything is read back as it was written. */
    Storage PERFECT = new Storage() {
        @Override
        public NDArray featureMap(String name, NDArray value) {
            return value;
        }

        @Override
        public NDArray weight(GraphNode layer, NDArray weight, NDManager step) {
            return weight;
        }
    };

    /**
     * A feature map as all that follows reads it.
     *
     * @param name of its value
     * @param value as computed
     */
    NDArray featureMap(String name, NDArray value);

    /**
     * Weights as the layer reads them.
     *
     * @param layer whose they are
     * @param weight M x C x R x S or M x K, as trained
     * @param step keeper of tensors that live as long as the batch
     */
    NDArray weight(GraphNode layer, NDArray weight, NDManager step);
}
