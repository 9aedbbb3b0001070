package org.layco.train.onnx;

import java.util.Collections;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a file says about the origin of its network, kept as properties of the ONNX model.
 *
 * @param mean mean of a pixel / 255, which the user of the network subtracts
 * @param standardDeviation standard deviation of a pixel / 255, by which the user then divides
 * @param top1 share of the test images classified right, 0..1
 * @param dataset name of the data set
 * @param seed seed of the training
 * @param command command that made the file
 */
public record ModelMetadata(
        float mean, float standardDeviation, double top1, String dataset, long seed, String command) {

    /** The properties by name, in alphabetical order. */
    public SequencedMap<String, String> properties() {
        TreeMap<String, String> properties = new TreeMap<>();
        properties.put("layco.preprocessing.scale", "unit");
        properties.put("layco.preprocessing.mean", Float.toString(mean));
        properties.put("layco.preprocessing.std", Float.toString(standardDeviation));
        properties.put("layco.top1", String.format(Locale.ROOT, "%.4f", top1));
        properties.put("layco.dataset", dataset);
        properties.put("layco.seed", Long.toString(seed));
        properties.put("layco.command", command);
        return Collections.unmodifiableSequencedMap(properties);
    }
}
