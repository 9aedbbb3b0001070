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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.ParameterSpec;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.graph.Window;

/** Writes a trained network as an ONNX model of opset 13; equal networks and metadata give equal bytes. */
public final class OnnxWriter {
    /** Name of the value that holds the class scores. */
    public static final String OUTPUT = "logits";

    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;

    /**
     * The bytes of the ONNX file.
     *
     * @param properties what the file says about itself
     */
    public byte[] write(TrainedNetwork network, Map<String, String> properties) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("layco-train")
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph(network));
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            model.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder()
                    .setKey(property.getKey())
                    .setValue(property.getValue()));
        }
        return model.build().toByteArray();
    }

    private static GraphProto graph(TrainedNetwork network) {
        NetworkGraph graph = network.graph();
        Map<String, List<Integer>> shapes = graph.shapes();
        GraphProto.Builder proto = GraphProto.newBuilder()
                .setName(graph.name())
                .addInput(value(NetworkGraph.INPUT, graph.inputShape()))
                .addOutput(value(OUTPUT, shapes.getOrDefault(graph.output().name(), List.of())));
        for (GraphNode node : graph.nodes()) {
            boolean vectors =
                    shapes.getOrDefault(node.inputs().getFirst(), List.of()).size() == 1;
            String output = node.equals(graph.output()) ? OUTPUT : node.name();
            if (node.operation() instanceof Operation.FullyConnected f && !vectors) {
                addMatMul(proto, network, node, f, output);
                continue;
            }
            NodeProto.Builder written = NodeProto.newBuilder()
                    .setName(node.name())
                    .addAllInput(node.inputs())
                    .addOutput(output);
            for (ParameterSpec parameter : node.operation().parameters()) {
                written.addInput(node.parameterName(parameter));
                proto.addInitializer(
                        initializer(node.parameterName(parameter), parameter.shape(), network.values(node, parameter)));
            }
            for (TensorProto setting : settings(node)) {
                written.addInput(setting.getName());
                proto.addInitializer(setting);
            }
            proto.addNode(typed(written, node.operation()));
        }
        return proto.build();
    }

    /** A fully connected layer over several vectors of each image: Gemm takes one. */
    private static void addMatMul(
            GraphProto.Builder proto,
            TrainedNetwork network,
            GraphNode node,
            Operation.FullyConnected layer,
            String output) {
        ParameterSpec weight = layer.parameters().getFirst();
        ParameterSpec bias = layer.parameters().getLast();
        float[] rows = network.values(node, weight);
        float[] columns = new float[rows.length];
        for (int m = 0; m < layer.outFeatures(); m++) {
            for (int k = 0; k < layer.inFeatures(); k++) {
                columns[k * layer.outFeatures() + m] = rows[m * layer.inFeatures() + k];
            }
        }
        String product = node.name() + ".product";
        proto.addInitializer(initializer(
                        node.parameterName(weight), List.of(layer.inFeatures(), layer.outFeatures()), columns))
                .addInitializer(initializer(node.parameterName(bias), bias.shape(), network.values(node, bias)))
                .addNode(NodeProto.newBuilder()
                        .setName(node.name())
                        .setOpType("MatMul")
                        .addAllInput(node.inputs())
                        .addInput(node.parameterName(weight))
                        .addOutput(product))
                .addNode(NodeProto.newBuilder()
                        .setName(node.name() + ".add_bias")
                        .setOpType("Add")
                        .addInput(product)
                        .addInput(node.parameterName(bias))
                        .addOutput(output));
    }

    /** Settings that this operator set takes as inputs. */
    private static List<TensorProto> settings(GraphNode node) {
        return switch (node.operation()) {
            case Operation.Clip c ->
                List.of(
                        initializer(node.name() + ".min", List.of(), new float[] {c.low()}),
                        initializer(node.name() + ".max", List.of(), new float[] {c.high()}));
            case Operation.Reshape r -> List.of(integers(node.name() + ".shape", withBatch(0, r.shape())));
            case Operation.Pad p ->
                List.of(
                        integers(
                                node.name() + ".pads",
                                Stream.concat(withBatch(0, p.before()).stream(), withBatch(0, p.after()).stream())
                                        .toList()),
                        initializer(node.name() + ".value", List.of(), new float[] {p.value()}));
            case Operation.Slice s ->
                List.of(
                        integers(node.name() + ".starts", s.starts()),
                        integers(node.name() + ".ends", s.ends()),
                        integers(node.name() + ".axes", axes(s.starts().size())),
                        integers(node.name() + ".steps", s.steps()));
            case Operation.Mvm _,
                    Operation.BatchNormalization _,
                    Operation.Relu _,
                    Operation.LeakyRelu _,
                    Operation.Sigmoid _,
                    Operation.Tanh _,
                    Operation.Softmax _,
                    Operation.LogSoftmax _,
                    Operation.MaxPool _,
                    Operation.AveragePool _,
                    Operation.GlobalAveragePool _,
                    Operation.Add _,
                    Operation.Multiply _,
                    Operation.Flatten _,
                    Operation.Transpose _,
                    Operation.Concat _ -> List.of();
        };
    }

    private static NodeProto typed(NodeProto.Builder proto, Operation operation) {
        return switch (operation) {
            case Operation.Convolution c ->
                window(proto.setOpType("Conv"), c.window())
                        .addAttribute(integers(
                                "dilations",
                                c.window().dilationHeight(),
                                c.window().dilationWidth()))
                        .addAttribute(integer("group", c.groups()))
                        .build();
            case Operation.FullyConnected _ ->
                proto.setOpType("Gemm").addAttribute(integer("transB", 1)).build();
            case Operation.BatchNormalization b ->
                proto.setOpType("BatchNormalization")
                        .addAttribute(real("epsilon", b.epsilon()))
                        .addAttribute(real("momentum", b.momentum()))
                        .build();
            case Operation.Relu _ -> proto.setOpType("Relu").build();
            case Operation.Clip _ -> proto.setOpType("Clip").build();
            case Operation.LeakyRelu l ->
                proto.setOpType("LeakyRelu")
                        .addAttribute(real("alpha", l.alpha()))
                        .build();
            case Operation.Sigmoid _ -> proto.setOpType("Sigmoid").build();
            case Operation.Tanh _ -> proto.setOpType("Tanh").build();
            case Operation.Softmax _ ->
                proto.setOpType("Softmax").addAttribute(integer("axis", 1)).build();
            case Operation.LogSoftmax _ ->
                proto.setOpType("LogSoftmax").addAttribute(integer("axis", 1)).build();
            case Operation.MaxPool p ->
                window(proto.setOpType("MaxPool"), p.window())
                        .addAttribute(integer("ceil_mode", p.ceil() ? 1 : 0))
                        .build();
            case Operation.AveragePool p ->
                window(proto.setOpType("AveragePool"), p.window())
                        .addAttribute(integer("ceil_mode", p.ceil() ? 1 : 0))
                        .addAttribute(integer("count_include_pad", p.countsPadding() ? 1 : 0))
                        .build();
            case Operation.GlobalAveragePool _ ->
                proto.setOpType("GlobalAveragePool").build();
            case Operation.Add _ -> proto.setOpType("Add").build();
            case Operation.Multiply _ -> proto.setOpType("Mul").build();
            case Operation.Flatten _ ->
                proto.setOpType("Flatten").addAttribute(integer("axis", 1)).build();
            case Operation.Reshape _ -> proto.setOpType("Reshape").build();
            case Operation.Transpose t ->
                proto.setOpType("Transpose")
                        .addAttribute(integers(
                                "perm",
                                withBatch(
                                                0,
                                                t.order().stream()
                                                        .map(axis -> axis + 1)
                                                        .toList())
                                        .stream()
                                        .mapToLong(Integer::longValue)
                                        .toArray()))
                        .build();
            case Operation.Pad _ -> proto.setOpType("Pad").build();
            case Operation.Slice _ -> proto.setOpType("Slice").build();
            case Operation.Concat c ->
                proto.setOpType("Concat")
                        .addAttribute(integer("axis", c.axis() + 1))
                        .build();
        };
    }

    private static NodeProto.Builder window(NodeProto.Builder proto, Window window) {
        return proto.addAttribute(integers("kernel_shape", window.kernelHeight(), window.kernelWidth()))
                .addAttribute(
                        integers("pads", window.padTop(), window.padLeft(), window.padBottom(), window.padRight()))
                .addAttribute(integers("strides", window.strideHeight(), window.strideWidth()));
    }

    private static List<Integer> withBatch(int batch, List<Integer> image) {
        return Stream.concat(Stream.of(batch), image.stream()).toList();
    }

    /** The axes of an image as ONNX counts them, behind the batch. */
    private static List<Integer> axes(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private static TensorProto initializer(String name, List<Integer> shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(shape.stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    private static TensorProto integers(String name, List<Integer> values) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.size())
                .addAllInt64Data(values.stream().map(Integer::longValue).toList())
                .build();
    }

    private static ValueInfoProto value(String name, List<Integer> extents) {
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
