package org.layco.train.graph;

import java.util.Map;
import java.util.TreeMap;

/**
 * A network with the values of all its parameters.
 *
 * @param graph the network
 * @param parameters values by name ({@link GraphNode#parameterName}), row-major; shared, not copied, and left unchanged
 */
public record TrainedNetwork(NetworkGraph graph, Map<String, float[]> parameters) {

    /** Checks that every parameter of the network is there, with as many values as its shape says. */
    public TrainedNetwork {
        parameters = new TreeMap<>(parameters);
        for (GraphNode node : graph.nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                String name = node.parameterName(parameter);
                float[] values = parameters.get(name);
                if (values == null || values.length != parameter.size()) {
                    throw new IllegalArgumentException(name + " needs " + parameter.size() + " values, but has "
                            + (values == null ? "none" : values.length));
                }
            }
        }
    }

    /** Values of one parameter of one node. */
    public float[] values(GraphNode node, ParameterSpec parameter) {
        float[] values = parameters.get(node.parameterName(parameter));
        if (values == null) {
            throw new IllegalArgumentException(graph.name() + " has no " + node.parameterName(parameter));
        }
        return values;
    }
}
