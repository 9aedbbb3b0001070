package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file, parsed.
 *
 * @param name file name without extension
 * @param sha256 of the file, lower-case hex
 * @param model what the file holds
 */
record ModelFile(Path path, String name, String sha256, ModelProto model) {
    /** Java arrays and protobuf messages end at 2 GiB. */
    private static final long LARGEST_BYTES = Integer.MAX_VALUE - 16;

    static ModelFile read(Path path) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Malformed("this is a directory, device or pipe", "Give the ONNX file itself.");
            }
            if (Files.size(path) > LARGEST_BYTES) {
                throw new Malformed(
                        "the file has %d bytes, more than the 2 GiB an ONNX file may have".formatted(Files.size(path)),
                        "Save the model with its weights as external data.");
            }
            byte[] bytes = Files.readAllBytes(path);
            ModelProto model = ModelProto.parseFrom(bytes);
            if (model.getGraph().getNodeCount() == 0) {
                throw new Malformed("the file holds no ONNX graph", "Give a model exported as ONNX.");
            }
            String file = path.getFileName().toString();
            String name = file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
            return new ModelFile(path, name, sha256(bytes), model);
        } catch (InvalidProtocolBufferException damaged) {
            throw new Malformed(
                    "the file is truncated or not an ONNX model", "Copy or export it again, and check its size.");
        } catch (IOException unreadable) {
            throw new Malformed(
                    Files.exists(path) ? "the file cannot be read" : "there is no such file",
                    "Check the path and its permissions.");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        return metadata;
    }

    /** The initializers by name, external data read in; nothing can refer to those without a name. */
    Map<String, TensorProto> initializers(Problems problems) {
        ExternalData external = new ExternalData(path);
        Map<String, TensorProto> initializers = new LinkedHashMap<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getName().isEmpty()) {
                continue;
            }
            try {
                initializers.put(tensor.getName(), external.inline(tensor));
            } catch (Malformed problem) {
                problems.add(problem);
                initializers.put(tensor.getName(), tensor);
            }
        }
        if (model.getGraph().getSparseInitializerCount() > 0) {
            problems.add("the file has sparse initializers", "Export the model with dense weights.");
        }
        return initializers;
    }

    /** The nodes, those without outputs left out; external data in attributes is a problem. */
    List<NodeProto> nodes(Opsets opsets, Problems problems) {
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (Nodes.tensors(node).anyMatch(ExternalData::isExternal)) {
                problems.add(
                        node,
                        opsets,
                        new Malformed(
                                "an attribute is kept as external data",
                                "Keep only initializers as external data, or export the model into a single file."));
            }
            if (node.getOutputList().stream().anyMatch(output -> !output.isEmpty())) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
