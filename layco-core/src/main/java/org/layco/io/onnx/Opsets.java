package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operator sets a model imports.
 *
 * @param versions version by domain; the default domain is the empty string
 */
record Opsets(Map<String, Long> versions) {
    /** Oldest and newest version of the default operator set that can be read. */
    private static final int OLDEST = 7;

    private static final int NEWEST = 21;

    static Opsets of(ModelProto model) {
        Map<String, Long> versions = new TreeMap<>();
        for (OperatorSetIdProto opset : model.getOpsetImportList()) {
            versions.put(domain(opset.getDomain()), opset.getVersion());
        }
        return new Opsets(versions);
    }

    private static String domain(String written) {
        return written.equals("ai.onnx") ? "" : written;
    }

    void check(Problems problems) {
        if (!versions.containsKey("")) {
            problems.add(
                    "the file names no version of the ONNX operator set",
                    "Export the model again with opset %d to %d.".formatted(OLDEST, NEWEST));
        } else if (version() < OLDEST || version() > NEWEST) {
            problems.add(
                    "opset %d is outside [%d, %d]".formatted(versions.get(""), OLDEST, NEWEST),
                    "Convert the model (onnx.version_converter) or export it again with opset 13.");
        }
    }

    /** Version of the default operator set, 0 if none is imported. */
    int version() {
        return Math.clamp(versions.getOrDefault("", 0L), 0, Integer.MAX_VALUE);
    }

    List<OperatorSetIdProto> imports() {
        return versions.entrySet().stream()
                .map(entry -> OperatorSetIdProto.newBuilder()
                        .setDomain(entry.getKey())
                        .setVersion(entry.getValue())
                        .build())
                .toList();
    }

    /** A node as messages name it: operator, node name, operator set. */
    String describe(NodeProto node) {
        String domain = domain(node.getDomain());
        String operator = domain.isEmpty() ? node.getOpType() : domain + "." + node.getOpType();
        String version = versions.containsKey(domain) ? versions.get(domain).toString() : "not imported";
        return "%s '%s' (%sopset %s)"
                .formatted(operator, Nodes.name(node), domain.isEmpty() ? "" : domain + " ", version);
    }
}
