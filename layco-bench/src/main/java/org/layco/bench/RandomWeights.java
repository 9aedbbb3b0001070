package org.layco.bench;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a weightless topology weights: every ConstantOfShape becomes an initializer. Weights are normal with variance
 * gain / fan-in, the gain being 2 before a rectifier (He et al., ICCV 2015, equation 10) and 1 elsewhere; normalisation
 * is the identity and biases are 0, so that activations keep their size through any depth.
 */
final class RandomWeights {
    private static final String SHAPE_NODE = "ConstantOfShape";
    private static final List<String> RECTIFIERS = List.of("Relu", "Clip");

    private final SplittableRandom random;

    /** Weights of a seed: equal seeds give equal weights. */
    RandomWeights(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Reads a topology and writes it with weights into another file, which is returned. */
    Path fill(Path topology, Path target) {
        try {
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(topology));
            Files.write(
                    target,
                    model.toBuilder().setGraph(fill(model.getGraph())).build().toByteArray());
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private GraphProto fill(GraphProto graph) {
        Map<String, TensorProto> shapes = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> shapes.put(tensor.getName(), tensor));
        Map<String, NodeProto> readers = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList().forEach(input -> readers.putIfAbsent(input, node));
        }
        GraphProto.Builder filled = graph.toBuilder().clearNode();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals(SHAPE_NODE)) {
                filled.addInitializer(tensor(node.getOutput(0), shapes.get(node.getInput(0)), readers));
            } else {
                filled.addNode(node);
            }
        }
        return filled.build();
    }

    private TensorProto tensor(String name, @Nullable TensorProto shape, Map<String, NodeProto> readers) {
        NodeProto reader = readers.get(name);
        if (shape == null || reader == null) {
            throw new IllegalArgumentException("Constant " + name + " has no constant shape or no reader.");
        }
        List<Long> dims = dims(shape);
        int elements = dims.stream().reduce(1L, Math::multiplyExact).intValue();
        ByteBuffer bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int operand = reader.getInputList().indexOf(name);
        switch (reader.getOpType()) {
            case "Conv", "Gemm" -> {
                double fanIn = (double) elements / dims.getFirst();
                double deviation = operand == 1 ? Math.sqrt(gain(reader, readers) / fanIn) : 0;
                for (int i = 0; i < elements; i++) {
                    bytes.putFloat((float) random.nextGaussian(0, deviation));
                }
            }
            case "BatchNormalization" -> {
                // Operands: data, scale, bias, mean, variance.
                float value = operand == 1 || operand == 4 ? 1 : 0;
                for (int i = 0; i < elements; i++) {
                    bytes.putFloat(value);
                }
            }
            default ->
                throw new IllegalArgumentException("Constant %s is read by %s, for which no random values are defined."
                        .formatted(name, reader.getOpType()));
        }
        return TensorProto.newBuilder()
                .setName(name)
                .addAllDims(dims)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    /** Looks through a normalisation for a rectifier. */
    private static double gain(NodeProto layer, Map<String, NodeProto> readers) {
        NodeProto next = readers.get(layer.getOutput(0));
        if (next != null && next.getOpType().equals("BatchNormalization")) {
            next = readers.get(next.getOutput(0));
        }
        return next != null && RECTIFIERS.contains(next.getOpType()) ? 2 : 1;
    }

    private static List<Long> dims(TensorProto shape) {
        if (!shape.hasRawData()) {
            return shape.getInt64DataList();
        }
        ByteBuffer raw = shape.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return LongStream.generate(raw::getLong)
                .limit(raw.remaining() / Long.BYTES)
                .boxed()
                .toList();
    }
}
