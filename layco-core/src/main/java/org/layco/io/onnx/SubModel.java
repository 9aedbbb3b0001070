package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts pieces out of a graph as ONNX models of their own, each with exactly the constants it reads. */
final class SubModel {
    /** Initializers need not be listed as inputs from version 4 on; any later version will do. */
    private static final int IR_VERSION = 8;

    private final Graph graph;
    private final Opsets opsets;
    private final List<FunctionProto> functions;

    SubModel(Graph graph, Opsets opsets, List<FunctionProto> functions) {
        this.graph = graph;
        this.opsets = opsets;
        this.functions = functions;
    }

    /**
     * A model of some nodes.
     *
     * @param nodes in execution order
     * @param inputs ONNX element types of the values that the nodes take from outside, by name
     * @param outputs names of the values wanted; may be constants
     * @param name of the model's graph
     */
    byte[] serialised(List<NodeProto> nodes, Map<String, Integer> inputs, List<String> outputs, String name) {
        GraphProto.Builder piece = GraphProto.newBuilder().setName(name);
        Set<String> read = new LinkedHashSet<>(outputs);
        nodes.forEach(node -> read.addAll(Nodes.reads(node)));
        addConstants(read, piece);
        piece.addAllNode(nodes);
        inputs.forEach((input, type) -> piece.addInput(ValueInfoProto.newBuilder()
                .setName(input)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type)))));
        outputs.forEach(output -> piece.addOutput(ValueInfoProto.newBuilder().setName(output)));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addAllOpsetImport(opsets.imports())
                .addAllFunctions(functions)
                .setGraph(piece)
                .build()
                .toByteArray();
    }

    /** Adds the constants among the values, and the nodes that compute them, inputs before readers. */
    private void addConstants(Set<String> values, GraphProto.Builder piece) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(values);
        while (!open.isEmpty()) {
            String value = open.pop();
            if (needed.add(value)) {
                NodeProto node = graph.constantNodes().get(value);
                TensorProto initializer = graph.initializers().get(value);
                if (initializer != null) {
                    piece.addInitializer(initializer);
                } else if (node != null) {
                    open.addAll(node.getInputList());
                }
            }
        }
        Set<NodeProto> added = Collections.newSetFromMap(new IdentityHashMap<>());
        graph.constantNodes().forEach((output, node) -> {
            if (needed.contains(output) && added.add(node)) {
                piece.addNode(node);
            }
        });
    }
}
