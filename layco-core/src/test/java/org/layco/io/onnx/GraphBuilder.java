package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;

/** Writes small ONNX graphs for tests; weights are drawn from a fixed seed. */
public final class GraphBuilder {
    /** Size of an open dimension. */
    public static final long OPEN = 0;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final Random random = new Random(7);
    private int irVersion = 8;

    public GraphBuilder irVersion(int version) {
        irVersion = version;
        return this;
    }

    public GraphBuilder input(String name, long... dims) {
        graph.addInput(value(name, TensorProto.DataType.FLOAT, dims));
        return this;
    }

    public GraphBuilder output(String name) {
        graph.addOutput(value(name, TensorProto.DataType.FLOAT));
        return this;
    }

    public static ValueInfoProto value(String name, TensorProto.DataType type, long... dims) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        if (dims.length > 0) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            for (long dim : dims) {
                TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
                shape.addDim(dim == OPEN ? size.setDimParam("N") : size.setDimValue(dim));
            }
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** A constant of random numbers in [-0.5, 0.5). */
    public GraphBuilder weights(String name, long... dims) {
        return constant(randomTensor(name, dims));
    }

    /** A constant of random numbers in [0.5, 1.5), fit for variances. */
    public GraphBuilder positive(String name, long... dims) {
        TensorProto drawn = randomTensor(name, dims);
        TensorProto.Builder positive = drawn.toBuilder().clearFloatData();
        drawn.getFloatDataList().forEach(x -> positive.addFloatData(x + 1));
        return constant(positive.build());
    }

    public TensorProto randomTensor(String name, long... dims) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        long count = 1;
        for (long dim : dims) {
            tensor.addDims(dim);
            count *= dim;
        }
        for (long i = 0; i < count; i++) {
            tensor.addFloatData(random.nextFloat() - 0.5f);
        }
        return tensor.build();
    }

    public GraphBuilder constant(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    public GraphBuilder integers(String name, long... values) {
        return constant(integerTensor(values).toBuilder().setName(name).build());
    }

    public GraphBuilder scalar(String name, long value) {
        return constant(
                integerTensor(value).toBuilder().setName(name).clearDims().build());
    }

    public GraphBuilder scalar(String name, float value) {
        return constant(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addFloatData(value)
                .build());
    }

    public static TensorProto integerTensor(long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    public GraphBuilder node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator.toLowerCase(java.util.Locale.ROOT) + "_" + graph.getNodeCount())
                .addAllInput(names(inputs))
                .addAllOutput(names(outputs))
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    /** Names separated by blanks; a dash stands for an input that is left out. */
    private static List<String> names(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ")).stream()
                        .map(name -> name.equals("-") ? "" : name)
                        .toList();
    }

    public static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    public static AttributeProto integer(String name, int value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    /** Lists every initializer as an input too, as files before IR version 4 do. */
    public GraphBuilder initializersAsInputs() {
        for (TensorProto tensor : List.copyOf(graph.getInitializerList())) {
            long[] dims =
                    tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
            graph.addInput(value(tensor.getName(), TensorProto.DataType.forNumber(tensor.getDataType()), dims));
        }
        return this;
    }

    public GraphProto.Builder graph() {
        return graph;
    }

    public byte[] model(int opset) {
        return ModelProto.newBuilder()
                .setIrVersion(irVersion)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
