package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads parts of a node. */
final class Nodes {
    private Nodes() {}

    /** The node's name, or where it has none that of its first output. */
    static String name(NodeProto node) {
        return node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
    }

    static boolean is(NodeProto node, String operator) {
        return node.getOpType().equals(operator)
                && (node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx"));
    }

    /** The i-th input, or the empty string where it is left out. */
    static String input(NodeProto node, int i) {
        return i < node.getInputCount() ? node.getInput(i) : "";
    }

    static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    static long integer(NodeProto node, String name, long otherwise) {
        return attribute(node, name).map(AttributeProto::getI).orElse(otherwise);
    }

    static float real(NodeProto node, String name, float otherwise) {
        return attribute(node, name).map(AttributeProto::getF).orElse(otherwise);
    }

    static String text(NodeProto node, String name, String otherwise) {
        return attribute(node, name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
    }

    static Optional<List<Long>> integers(NodeProto node, String name) {
        return attribute(node, name).map(AttributeProto::getIntsList);
    }

    /** Values the node reads: its inputs and what its subgraphs (If, Loop, Scan) take from around it. */
    static Set<String> reads(NodeProto node) {
        Set<String> names = new LinkedHashSet<>(captures(node));
        node.getInputList().stream().filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }

    /** Values that the node's subgraphs take from around it. */
    static Set<String> captures(NodeProto node) {
        Set<String> names = new LinkedHashSet<>();
        subgraphs(node).forEach(graph -> names.addAll(free(graph)));
        return names;
    }

    private static Set<String> free(GraphProto graph) {
        Set<String> known = new HashSet<>(Set.of(""));
        graph.getInputList().forEach(input -> known.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> known.add(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(tensor -> known.add(tensor.getValues().getName()));
        Set<String> free = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            free.addAll(reads(node));
            free.removeAll(known);
            known.addAll(node.getOutputList());
        }
        graph.getOutputList().forEach(output -> free.add(output.getName()));
        free.removeAll(known);
        return free;
    }

    static Stream<GraphProto> subgraphs(NodeProto node) {
        return node.getAttributeList().stream()
                .flatMap(attribute -> Stream.concat(Stream.of(attribute.getG()), attribute.getGraphsList().stream()))
                .filter(graph -> graph.getNodeCount() > 0 || graph.getOutputCount() > 0);
    }

    /** The node and all nodes of its subgraphs. */
    static Stream<NodeProto> withInner(NodeProto node) {
        return Stream.concat(
                Stream.of(node),
                subgraphs(node).flatMap(graph -> graph.getNodeList().stream().flatMap(Nodes::withInner)));
    }

    /** All tensors held in attributes of the node and in its subgraphs. */
    static Stream<TensorProto> tensors(NodeProto node) {
        Stream<TensorProto> own = node.getAttributeList().stream()
                .flatMap(attribute -> Stream.concat(Stream.of(attribute.getT()), attribute.getTensorsList().stream()));
        Stream<TensorProto> inner = subgraphs(node)
                .flatMap(graph -> Stream.concat(
                        graph.getInitializerList().stream(),
                        graph.getNodeList().stream().flatMap(Nodes::tensors)));
        return Stream.concat(own, inner);
    }
}
