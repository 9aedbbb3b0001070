package org.layco.study;

import java.nio.file.Path;
import java.util.List;
import org.layco.accuracy.Dataset;
import org.layco.network.Network;

/** Retrains networks. Found by {@link java.util.ServiceLoader}, since it takes libraries that nothing else needs. */
public interface NetworkTrainer {
    /**
     * A retrained network.
     *
     * @param network it, read back from the file
     * @param onnx the file
     * @param before share of the search images right under the errors that it was trained for, before, 0..1
     * @param after the same after
     */
    record Retrained(Network network, byte[] onnx, double before, double after) {}

    /**
     * Retrains the network of a study until it tolerates what its layers are stored with.
     *
     * @param study whose search images pick the network; certification images are not looked at
     * @param teacher whose class scores it follows
     * @param training images to learn from
     * @param layers how each layer is stored
     * @param steps of one batch each that may be taken, at least 1
     * @param checkpoint file in which the training keeps its state, and from which it goes on if that is there
     * @param threads of the training; another number changes the last digits
     * @param progress hears of each pass
     */
    Retrained train(
            Study study,
            Network teacher,
            Dataset training,
            List<LayerTarget> layers,
            int steps,
            Path checkpoint,
            int threads,
            Progress progress);
}
