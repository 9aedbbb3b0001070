package org.layco.train.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An image classifier as a list of nodes, each of which uses only values of earlier ones; the last one gives the class
 * scores.
 *
 * @param name name of the network
 * @param inputShape shape of one image, without the batch dimension
 * @param nodes steps in the order of their execution
 */
public record NetworkGraph(String name, List<Integer> inputShape, List<GraphNode> nodes) {

    /** Name of the value that holds the images. */
    public static final String INPUT = "input";

    /** Checks that names are unique, that every node uses only values of earlier ones and that their shapes fit. */
    public NetworkGraph {
        inputShape = List.copyOf(inputShape);
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("network " + name + " has no nodes");
        }
        shapes(inputShape, nodes);
    }

    /** Shapes of all values by name, without the batch dimension, in the order of the nodes. */
    public SequencedMap<String, List<Integer>> shapes() {
        return shapes(inputShape, nodes);
    }

    private static SequencedMap<String, List<Integer>> shapes(List<Integer> inputShape, List<GraphNode> nodes) {
        SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(INPUT, inputShape);
        for (GraphNode node : nodes) {
            if (!shapes.keySet().containsAll(node.inputs())) {
                throw new IllegalArgumentException(
                        node.name() + " uses " + node.inputs() + " before they are computed");
            }
            List<List<Integer>> inputs = node.inputs().stream().map(shapes::get).toList();
            if (shapes.put(node.name(), Shapes.of(node.operation(), inputs)) != null) {
                throw new IllegalArgumentException("two nodes are called " + node.name());
            }
        }
        return Collections.unmodifiableSequencedMap(shapes);
    }

    /** The node that gives the class scores. */
    public GraphNode output() {
        return nodes.getLast();
    }

    /** Number of class scores. */
    public int classes() {
        return Shapes.elements(shapes().lastEntry().getValue());
    }

    /** The nodes whose weights are stored in crossbars, in the order of their execution. */
    public List<GraphNode> mvmLayers() {
        return nodes.stream()
                .filter(node -> node.operation() instanceof Operation.Mvm)
                .toList();
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
        private final List<Integer> inputShape;
        private final List<GraphNode> nodes = new ArrayList<>();
        private final Map<String, List<Integer>> shapes = new HashMap<>();

        /** A network without nodes for images of this shape. */
        public Builder(List<Integer> inputShape) {
            this.inputShape = List.copyOf(inputShape);
            shapes.put(INPUT, this.inputShape);
        }

        /** Appends a node and returns its name. */
        public String add(String name, Operation operation, String... inputs) {
            GraphNode node = new GraphNode(name, operation, List.of(inputs));
            shapes.put(
                    name,
                    Shapes.of(operation, node.inputs().stream().map(this::shape).toList()));
            nodes.add(node);
            return name;
        }

        /** Whether a value has this name already. */
        public boolean has(String name) {
            return shapes.containsKey(name);
        }

        /** Shape of a value, without the batch dimension. */
        public List<Integer> shape(String name) {
            List<Integer> shape = shapes.get(name);
            if (shape == null) {
                throw new IllegalArgumentException("no value is called " + name);
            }
            return shape;
        }

        /** The network of the nodes so far. */
        public NetworkGraph build(String name) {
            return new NetworkGraph(name, inputShape, nodes);
        }
    }
}
