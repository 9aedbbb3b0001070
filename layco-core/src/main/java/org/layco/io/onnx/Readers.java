package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which live nodes of a graph read a value. */
final class Readers {
    private final String output;
    private final Map<String, List<NodeProto>> byValue = new HashMap<>();

    Readers(Graph graph) {
        output = graph.output();
        for (NodeProto node : graph.nodes()) {
            for (String value : Nodes.reads(node)) {
                byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The only node that reads a value; empty if there are more, or if the value is also the network's output. */
    Optional<NodeProto> only(String value) {
        List<NodeProto> all = byValue.getOrDefault(value, List.of());
        return all.size() == 1 && !value.equals(output) ? Optional.of(all.getFirst()) : Optional.empty();
    }
}
