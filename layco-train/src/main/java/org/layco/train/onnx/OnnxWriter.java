package org.layco.train.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.ParameterSpec;
import org.layco.train.graph.TrainedNetwork;

/** Writes a trained network as an ONNX model of opset 13; equal networks and metadata give equal bytes. */
public final class OnnxWriter {
    /** Name of the value that holds the logits, N x classes. */
    public static final String OUTPUT = "logits";

    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;

    /** The bytes of the ONNX file. */
    public byte[] write(TrainedNetwork network, ModelMetadata metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("layco-train")
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph(network));
        for (Map.Entry<String, String> property : metadata.properties().entrySet()) {
            model.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder()
                    .setKey(property.getKey())
                    .setValue(property.getValue()));
        }
        return model.build().toByteArray();
    }

    private static GraphProto graph(TrainedNetwork network) {
        NetworkGraph graph = network.graph();
        GraphProto.Builder proto = GraphProto.newBuilder()
                .setName(graph.name())
                .addInput(value(NetworkGraph.INPUT, graph.channels(), graph.height(), graph.width()))
                .addOutput(value(OUTPUT, graph.classes()));
        for (GraphNode node : graph.nodes()) {
            proto.addNode(node(graph, node));
            for (ParameterSpec parameter : node.operation().parameters()) {
                proto.addInitializer(initializer(network, node, parameter));
            }
        }
        return proto.build();
    }

    private static NodeProto node(NetworkGraph graph, GraphNode node) {
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setName(node.name())
                .addAllInput(node.inputs())
                .addOutput(node.equals(graph.output()) ? OUTPUT : node.name());
        node.operation().parameters().forEach(parameter -> proto.addInput(node.parameterName(parameter)));
        return switch (node.operation()) {
            case Operation.Convolution c ->
                proto.setOpType("Conv")
                        .addAttribute(integers("dilations", 1, 1))
                        .addAttribute(integer("group", 1))
                        .addAttribute(integers("kernel_shape", c.kernel(), c.kernel()))
                        .addAttribute(integers("pads", c.pad(), c.pad(), c.pad(), c.pad()))
                        .addAttribute(integers("strides", c.stride(), c.stride()))
                        .build();
            case Operation.BatchNormalization b ->
                proto.setOpType("BatchNormalization")
                        .addAttribute(real("epsilon", b.epsilon()))
                        .addAttribute(real("momentum", b.momentum()))
                        .build();
            case Operation.Relu _ -> proto.setOpType("Relu").build();
            case Operation.MaxPool p ->
                proto.setOpType("MaxPool")
                        .addAttribute(integers("kernel_shape", p.kernel(), p.kernel()))
                        .addAttribute(integers("strides", p.stride(), p.stride()))
                        .build();
            case Operation.GlobalAveragePool _ ->
                proto.setOpType("GlobalAveragePool").build();
            case Operation.Add _ -> proto.setOpType("Add").build();
            case Operation.Flatten _ ->
                proto.setOpType("Flatten").addAttribute(integer("axis", 1)).build();
            case Operation.FullyConnected _ ->
                proto.setOpType("Gemm").addAttribute(integer("transB", 1)).build();
        };
    }

    private static TensorProto initializer(TrainedNetwork network, GraphNode node, ParameterSpec parameter) {
        float[] values = network.values(node, parameter);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(node.parameterName(parameter))
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(parameter.shape().stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    private static ValueInfoProto value(String name, int... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int extent : extents) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto integers(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList())
                .build();
    }

    private static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }
}
