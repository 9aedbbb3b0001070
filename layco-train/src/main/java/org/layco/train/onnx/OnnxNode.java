package org.layco.train.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an ONNX graph with the constants that it may read. Settings are attributes or constant inputs, depending on the
 * operator set: both are looked for.
 *
 * @param proto the node
 * @param constants all constants of its graph, by name
 */
record OnnxNode(NodeProto proto, Map<String, TensorProto> constants) {

    /** Operator type, such as {@code MaxPool}. */
    String operator() {
        return proto.getOpType();
    }

    /** The node's name, or that of its first output where it has none. */
    String name() {
        return proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
    }

    /** Inputs that are there and not constant. */
    List<String> dataInputs() {
        return proto.getInputList().stream()
                .filter(input -> !input.isEmpty() && !constants.containsKey(input))
                .toList();
    }

    /** An integer attribute. */
    long integer(String name, long otherwise) {
        return attribute(name).map(AttributeProto::getI).orElse(otherwise);
    }

    /** A text attribute. */
    String text(String name, String otherwise) {
        return attribute(name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
    }

    /** A list of integers: an attribute, or input number {@code input}, -1 if it is none, if that is constant. */
    Optional<List<Integer>> integers(String name, int input) {
        return attribute(name)
                .map(a -> a.getIntsList().stream().map(OnnxNode::saturated).toList())
                .or(() -> constant(input).map(OnnxNode::integers));
    }

    /** A number: an attribute, or input number {@code input} if that is constant. */
    float real(String name, int input, float otherwise) {
        return attribute(name)
                .map(AttributeProto::getF)
                .or(() -> constant(input).map(tensor -> floats(tensor)[0]))
                .orElse(otherwise);
    }

    /** The values of constant input number {@code input}. */
    Optional<float[]> floats(int input) {
        return constant(input).map(OnnxNode::floats);
    }

    private Optional<AttributeProto> attribute(String name) {
        return proto.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    private Optional<TensorProto> constant(int input) {
        return input >= 0 && input < proto.getInputCount()
                ? Optional.ofNullable(constants.get(proto.getInput(input)))
                : Optional.empty();
    }

    private static List<Integer> integers(TensorProto tensor) {
        List<Integer> values = new ArrayList<>();
        if (tensor.hasRawData()) {
            ByteBuffer raw = raw(tensor);
            boolean wide = tensor.getDataType() == TensorProto.DataType.INT64.getNumber();
            while (raw.hasRemaining()) {
                values.add(wide ? saturated(raw.getLong()) : raw.getInt());
            }
        } else {
            tensor.getInt64DataList().forEach(value -> values.add(saturated(value)));
            values.addAll(tensor.getInt32DataList());
        }
        return List.copyOf(values);
    }

    private static float[] floats(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            float[] values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values;
        }
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        raw(tensor).asFloatBuffer().get(values);
        return values;
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The largest numbers mean "to the end" and fit no integer. */
    private static int saturated(long value) {
        return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
