package org.layco.train.harden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;

/**
 * Limits activations to the range in which they are stored: Relu becomes Clip. The limit is part of the network, so that
 * every later calibration finds the range that the network was trained for.
 */
final class ActivationClipping {
    private ActivationClipping() {}

    /** The same network with limits; its parameters are the same too. */
    static NetworkGraph apply(NetworkGraph graph, StoredRanges ranges) {
        Map<String, GraphNode> nodes = new HashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
        Map<String, Float> limits = new HashMap<>();
        ranges.featureMaps().forEach((name, map) -> {
            GraphNode activation = nodes.get(name);
            while (activation != null && keepsLargest(activation.operation())) {
                activation = nodes.get(activation.inputs().getFirst());
            }
            if (activation != null && !map.quantizer().signed()) {
                limits.merge(activation.name(), map.bound(), Math::max);
            }
        });
        List<GraphNode> limited = graph.nodes().stream()
                .map(node ->
                        new GraphNode(node.name(), limited(node.operation(), limits.get(node.name())), node.inputs()))
                .toList();
        return new NetworkGraph(graph.name(), graph.inputShape(), limited);
    }

    private static Operation limited(Operation operation, @Nullable Float limit) {
        if (limit == null) {
            return operation;
        }
        if (operation instanceof Operation.Relu) {
            return new Operation.Clip(0, limit);
        }
        return operation instanceof Operation.Clip clip && clip.low() < limit
                ? new Operation.Clip(clip.low(), Math.min(clip.high(), limit))
                : operation;
    }

    /** Whether values and their largest pass through unchanged. */
    private static boolean keepsLargest(Operation operation) {
        return operation instanceof Operation.MaxPool
                || operation instanceof Operation.Flatten
                || operation instanceof Operation.Reshape
                || operation instanceof Operation.Transpose;
    }
}
