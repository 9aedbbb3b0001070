package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of an ONNX graph that computes the class scores: live nodes in execution order, values resolved through
 * operators that do nothing at inference, and what is constant told from what depends on the image.
 *
 * @param input the image input
 * @param output name of the value that holds the class scores
 * @param nodes live nodes that depend on the image, in execution order
 * @param constantNodes nodes that compute constants, by the name of each of their outputs, in execution order
 * @param initializers constants stored in the file, by name
 */
record Graph(
        ValueInfoProto input,
        String output,
        List<NodeProto> nodes,
        Map<String, NodeProto> constantNodes,
        Map<String, TensorProto> initializers) {
    /** Operators whose result differs from run to run. */
    private static final Set<String> RANDOM = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli");

    boolean isConstant(String value) {
        return initializers.containsKey(value) || constantNodes.containsKey(value);
    }

    /**
     * Sorts out a file's nodes.
     *
     * @param all nodes as in the file
     * @param opsets to name nodes in problems
     * @return empty if a problem keeps the graph from being understood
     */
    static Optional<Graph> of(
            List<NodeProto> all,
            Map<String, TensorProto> initializers,
            List<ValueInfoProto> inputs,
            List<ValueInfoProto> outputs,
            Opsets opsets,
            Problems problems) {
        return new Builder(all, initializers, opsets, problems).build(inputs, outputs);
    }

    private static final class Builder {
        private final Map<String, TensorProto> initializers;
        private final Opsets opsets;
        private final Problems problems;
        private final List<NodeProto> resolved = new ArrayList<>();
        private final Map<String, NodeProto> constantNodes = new LinkedHashMap<>();
        private final Map<String, String> aliases = new HashMap<>();
        private final Set<String> captured = new HashSet<>();

        private Builder(List<NodeProto> all, Map<String, TensorProto> initializers, Opsets opsets, Problems problems) {
            this.initializers = initializers;
            this.opsets = opsets;
            this.problems = problems;
            all.forEach(node -> captured.addAll(Nodes.captures(node)));
            Set<String> read = new HashSet<>();
            all.forEach(node -> read.addAll(Nodes.reads(node)));
            for (NodeProto node : all) {
                sort(withoutAliases(node), read);
            }
        }

        private NodeProto withoutAliases(NodeProto node) {
            NodeProto.Builder copy = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                copy.setInput(i, aliases.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            return copy.build();
        }

        private void sort(NodeProto node, Set<String> read) {
            if (doesNothing(node, read)) {
                aliases.put(node.getOutput(0), node.getInput(0));
            } else if (Nodes.subgraphs(node).findAny().isEmpty()
                    && !RANDOM.contains(node.getOpType())
                    && node.getInputList().stream().allMatch(this::absentOrConstant)) {
                node.getOutputList().stream()
                        .filter(output -> !output.isEmpty())
                        .forEach(output -> constantNodes.put(output, node));
            } else {
                resolved.add(node);
            }
        }

        private boolean absentOrConstant(String value) {
            return value.isEmpty() || initializers.containsKey(value) || constantNodes.containsKey(value);
        }

        /** Whether the node hands its input on unchanged: Identity, and Dropout, which only acts in training. */
        private boolean doesNothing(NodeProto node, Set<String> read) {
            boolean dropout = Nodes.is(node, "Dropout")
                    && Nodes.input(node, 2).isEmpty()
                    && (node.getOutputCount() < 2 || !read.contains(node.getOutput(1)));
            return (dropout || Nodes.is(node, "Identity"))
                    && !Nodes.input(node, 0).isEmpty()
                    && node.getOutputCount() > 0
                    && !node.getOutput(0).isEmpty()
                    && !captured.contains(node.getOutput(0));
        }

        private Optional<Graph> build(List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
            Optional<String> output = output(outputs);
            if (output.isEmpty()) {
                return Optional.empty();
            }
            List<NodeProto> live = live(output.get());
            Set<String> inputNames = new HashSet<>();
            inputs.forEach(input -> inputNames.add(input.getName()));
            checkReads(live, inputNames);
            Optional<ValueInfoProto> input = image(inputs, live);
            return input.map(image -> new Graph(image, output.get(), live, constantNodes, initializers));
        }

        private Optional<String> output(List<ValueInfoProto> outputs) {
            List<String> scores = outputs.stream()
                    .filter(output ->
                            output.getType().getTensorType().getElemType() == TensorProto.DataType.FLOAT.getNumber())
                    .map(ValueInfoProto::getName)
                    .toList();
            if (scores.size() == 1) {
                return Optional.of(aliases.getOrDefault(scores.getFirst(), scores.getFirst()));
            }
            problems.add(
                    scores.isEmpty()
                            ? "no output of the graph is a FLOAT tensor of class scores"
                            : "the graph has %d outputs: %s".formatted(scores.size(), Problems.some(scores)),
                    "Export the classifier with one output: the class scores, batch x classes.");
            return Optional.empty();
        }

        /** The nodes that the output depends on. */
        private List<NodeProto> live(String output) {
            Set<String> wanted = new HashSet<>(Set.of(output));
            List<NodeProto> live = new ArrayList<>();
            for (NodeProto node : resolved.reversed()) {
                if (node.getOutputList().stream().anyMatch(wanted::contains)) {
                    live.addFirst(node);
                    wanted.addAll(Nodes.reads(node));
                }
            }
            return live;
        }

        private void checkReads(List<NodeProto> live, Set<String> inputNames) {
            Set<String> known = new HashSet<>(inputNames);
            for (NodeProto node : live) {
                List<String> missing = Nodes.reads(node).stream()
                        .filter(value -> !known.contains(value) && !absentOrConstant(value))
                        .toList();
                if (!missing.isEmpty()) {
                    problems.add(
                            node,
                            opsets,
                            new Malformed(
                                    "nothing before it provides " + Problems.some(missing),
                                    "Weights or nodes are missing from the file: export it again with its parameters."));
                }
                if (RANDOM.contains(node.getOpType())) {
                    problems.add(
                            node,
                            opsets,
                            new Malformed(
                                    "its result differs from run to run",
                                    "Export the model for inference, without operators that draw random numbers."));
                }
                for (String output : node.getOutputList()) {
                    if (!output.isEmpty() && (!known.add(output) || absentOrConstant(output))) {
                        problems.add(
                                node,
                                opsets,
                                new Malformed(
                                        "its output '" + output + "' is also produced elsewhere",
                                        "The file is damaged: export it again."));
                    }
                }
            }
        }

        /** The only input that the live nodes read. */
        private Optional<ValueInfoProto> image(List<ValueInfoProto> inputs, List<NodeProto> live) {
            Set<String> read = new HashSet<>();
            Set<String> asWeights = new HashSet<>();
            for (NodeProto node : live) {
                read.addAll(Nodes.reads(node));
                if (MvmNode.OPERATORS.contains(node.getOpType())) {
                    asWeights.add(Nodes.input(node, 1));
                    asWeights.add(Nodes.input(node, 2));
                }
            }
            List<ValueInfoProto> used = inputs.stream()
                    .filter(input -> read.contains(input.getName()))
                    .toList();
            if (used.size() == 1) {
                return Optional.of(used.getFirst());
            }
            List<String> names = used.stream().map(ValueInfoProto::getName).toList();
            List<String> weights = names.stream().filter(asWeights::contains).toList();
            if (!weights.isEmpty()) {
                problems.add(
                        "the weights " + Problems.some(weights) + " are inputs of the graph without values",
                        "Export the model with its parameters (export_params=True).");
            } else {
                problems.add(
                        "the graph needs one image input but reads %s"
                                .formatted(names.isEmpty() ? "none" : Problems.some(names)),
                        "Export the classifier as a function of its image alone.");
            }
            return Optional.empty();
        }
    }
}
