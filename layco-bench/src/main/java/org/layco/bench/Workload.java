package org.layco.bench;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.Preprocessing;
import org.layco.inference.OnnxRuntime;
import org.layco.network.Network;

/**
 * A network and the images that both sides of a contest classify.
 *
 * @param runtime runs LayCO's digital segments
 * @param model the ONNX file that the network was read from
 * @param network as LayCO reads it
 * @param data images, classified over and over
 * @param preprocessing of the images
 * @param calibrationImages images that ranges are taken from, at most the data's
 * @param imagesPerRound images of one round of work, at least 1
 */
public record Workload(
        OnnxRuntime runtime,
        Path model,
        Network network,
        Dataset data,
        Preprocessing preprocessing,
        int calibrationImages,
        int imagesPerRound) {

    /** The same with rounds of another size. */
    public Workload withImagesPerRound(int images) {
        return new Workload(runtime, model, network, data, preprocessing, calibrationImages, images);
    }

    /** The images as the network reads them. */
    public ImageInput input() {
        return new ImageInput(data, preprocessing, network.inputShape());
    }

    /** The image of a run, runs being counted through all rounds. */
    public int image(long run) {
        return (int) (run % data.images());
    }

    /** Indexes of the images that ranges are taken from. */
    public int[] calibration() {
        return IntStream.range(0, calibrationImages).toArray();
    }
}
