package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.OnnxRuntimeException;

/**
 * Finds the operators of a graph that ONNX Runtime does not have. It names only the first one when it loads a model, so
 * each distinct operator is tried in a model of its own (under a millisecond each), only once something is wrong anyway.
 */
final class OperatorCheck {
    private static final int IR_VERSION = 8;

    private final OnnxRuntime runtime;
    private final Opsets opsets;
    private final Set<String> functions;

    OperatorCheck(OnnxRuntime runtime, Opsets opsets, ModelProto model) {
        this.runtime = runtime;
        this.opsets = opsets;
        functions = model.getFunctionsList().stream()
                .map(function -> function.getDomain() + "." + function.getName())
                .collect(Collectors.toSet());
    }

    void check(List<NodeProto> nodes, Problems problems) {
        Map<String, List<NodeProto>> byOperator = nodes.stream()
                .flatMap(Nodes::withInner)
                .collect(Collectors.groupingBy(
                        node -> node.getDomain() + "." + node.getOpType(), LinkedHashMap::new, Collectors.toList()));
        byOperator.forEach((operator, users) -> {
            if (!functions.contains(operator) && !isKnown(users.getFirst())) {
                String others = users.size() == 1 ? "" : " (and %d more nodes)".formatted(users.size() - 1);
                problems.add(
                        users.getFirst(),
                        opsets,
                        new Malformed(
                                "ONNX Runtime has no such operator in this operator set" + others,
                                "Export the model with standard operators, or for another opset."));
            }
        });
    }

    private boolean isKnown(NodeProto user) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(user.getOpType())
                .setDomain(user.getDomain())
                .addOutput("y");
        GraphProto.Builder graph = GraphProto.newBuilder().setName("probe");
        for (int i = 0; i < user.getInputCount(); i++) {
            node.addInput("x" + i);
            graph.addInput(ValueInfoProto.newBuilder()
                    .setName("x" + i)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(TypeProto.Tensor.newBuilder()
                                    .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
        }
        graph.addNode(node).addOutput(ValueInfoProto.newBuilder().setName("y"));
        try {
            runtime.check(ModelProto.newBuilder()
                    .setIrVersion(IR_VERSION)
                    .addAllOpsetImport(opsets.imports())
                    .setGraph(graph)
                    .build()
                    .toByteArray());
            return true;
        } catch (OnnxRuntimeException refused) {
            // Refusals for other reasons (types, missing attributes) are what a probe without attributes must expect.
            String reason = String.valueOf(refused.getMessage());
            return !reason.contains("No Op registered for")
                    && !reason.contains("is not a registered function/op")
                    && !reason.contains("is deprecated in domain_version");
        }
    }
}
