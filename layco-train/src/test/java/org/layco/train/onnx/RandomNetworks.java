package org.layco.train.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.ParameterSpec;
import org.layco.train.graph.TrainedNetwork;

/** Networks with random numbers everywhere, so that a swapped parameter shows; variances above zero. */
public final class RandomNetworks {
    private RandomNetworks() {}

    /** The network of a graph; the same at every call. */
    public static TrainedNetwork of(NetworkGraph graph) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, float[]> parameters = new HashMap<>();
        for (GraphNode node : graph.nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                float[] values = new float[parameter.size()];
                double fanIn = Math.max(
                        1, (double) parameter.size() / parameter.shape().getFirst());
                for (int i = 0; i < values.length; i++) {
                    values[i] = parameter.name().equals("variance")
                            ? (float) random.nextDouble(0.5, 2)
                            : (float) random.nextGaussian(0, 1 / Math.sqrt(fanIn));
                }
                parameters.put(node.parameterName(parameter), values);
            }
        }
        return new TrainedNetwork(graph, parameters);
    }

    /** Images of random pixels. */
    public static float[] images(int elements) {
        SplittableRandom random = new SplittableRandom(3);
        float[] pixels = new float[elements];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return pixels;
    }
}
