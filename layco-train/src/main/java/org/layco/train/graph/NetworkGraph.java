package org.layco.train.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An image classifier as a list of nodes, each of which uses only values of earlier ones; the last one gives the logits.
 *
 * @param name name of the network
 * @param channels channels of an image, C
 * @param height rows of an image, H
 * @param width columns of an image, W
 * @param classes number of logits
 * @param nodes steps in the order of their execution
 */
public record NetworkGraph(String name, int channels, int height, int width, int classes, List<GraphNode> nodes) {

    /** Name of the value that holds the images, N x C x H x W. */
    public static final String INPUT = "input";

    /** Checks that names are unique and that every node uses only values of earlier ones. */
    public NetworkGraph {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("network " + name + " has no nodes");
        }
        Set<String> known = new HashSet<>(Set.of(INPUT));
        for (GraphNode node : nodes) {
            if (!known.containsAll(node.inputs())) {
                throw new IllegalArgumentException(
                        node.name() + " uses " + node.inputs() + " before they are computed");
            }
            if (!known.add(node.name())) {
                throw new IllegalArgumentException("two nodes are called " + node.name());
            }
        }
    }

    /** The node that gives the logits. */
    public GraphNode output() {
        return nodes.getLast();
    }

    /** Number of trained numbers: weights and offsets, without statistics. */
    public int trainedParameters() {
        return nodes.stream()
                .flatMap(node -> node.operation().parameters().stream())
                .filter(parameter -> parameter.role() != ParameterSpec.Role.STATISTIC)
                .mapToInt(ParameterSpec::size)
                .sum();
    }

    /** Writes a network down node by node; each call returns the name of the new value. */
    public static final class Builder {
        private final List<GraphNode> nodes = new ArrayList<>();

        /** Appends a node and returns its name. */
        public String add(String name, Operation operation, String... inputs) {
            nodes.add(new GraphNode(name, operation, List.of(inputs)));
            return name;
        }

        /** The network of the nodes so far. */
        public NetworkGraph build(String name, int channels, int height, int width, int classes) {
            return new NetworkGraph(name, channels, height, width, classes, nodes);
        }
    }
}
