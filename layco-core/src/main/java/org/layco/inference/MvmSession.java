package org.layco.inference;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.PointwiseOp;

/** One MVM layer with its tail as an ONNX Runtime session with its weights inside; buffers are kept while the batch size stays. */
final class MvmSession implements AutoCloseable {
    /** Operators are taken from this version of the ONNX operator set; these have meant the same since 11. */
    private static final int OPSET = 13;

    private static final int IR_VERSION = 8;
    private static final String INPUT = "x";
    private static final String OUTPUT = "y";

    private final OnnxRuntime runtime;
    private final MvmLayer layer;
    private final OrtSession session;
    private @Nullable Batch batch;

    MvmSession(OnnxRuntime runtime, MvmLayer layer) {
        this.runtime = runtime;
        this.layer = layer;
        session = runtime.session(model(layer).toByteArray());
    }

    void run(int n, float[] input, List<float[]> addends, float[] output) {
        try {
            Batch current = batch;
            if (current == null || current.images != n) {
                close(current);
                current = new Batch(n);
                batch = current;
            }
            current.input.put(0, input, 0, current.input.capacity());
            for (int i = 0; i < addends.size(); i++) {
                FloatBuffer addend = current.addends.get(i);
                addend.put(0, addends.get(i), 0, addend.capacity());
            }
            session.run(current.arguments, Map.of(OUTPUT, current.outputTensor)).close();
            current.output.get(0, output, 0, current.output.capacity());
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    @Override
    public void close() {
        try {
            close(batch);
            session.close();
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    private static void close(@Nullable Batch batch) {
        if (batch != null) {
            batch.arguments.values().forEach(OnnxTensor::close);
            batch.outputTensor.close();
        }
    }

    /** Native inputs and output of n images. */
    private final class Batch {
        private final int images;
        private final FloatBuffer input;
        private final FloatBuffer output;
        private final List<FloatBuffer> addends = new ArrayList<>();
        private final Map<String, OnnxTensor> arguments = new HashMap<>();
        private final OnnxTensor outputTensor;

        private Batch(int images) throws OrtException {
            this.images = images;
            MvmShape shape = layer.shape();
            input = allocate(Math.multiplyExact(images, shape.inputElements()));
            arguments.put(INPUT, tensor(input, dims(shape.channels(), shape.height(), shape.width())));
            int outputs = Math.multiplyExact(images, shape.outputElements());
            long[] outputDims = dims(shape.outputs(), shape.outHeight(), shape.outWidth());
            output = allocate(outputs);
            outputTensor = tensor(output, outputDims);
            for (int i = 0; i < layer.addends().size(); i++) {
                FloatBuffer addend = allocate(outputs);
                addends.add(addend);
                arguments.put(addend(i), tensor(addend, outputDims));
            }
        }

        private OnnxTensor tensor(FloatBuffer buffer, long[] dims) throws OrtException {
            return OnnxTensor.createTensor(runtime.environment(), buffer, dims);
        }

        private long[] dims(int channels, int height, int width) {
            return switch (layer.layout()) {
                case CHANNELS_FIRST -> new long[] {images, channels, height, width};
                case CHANNELS_LAST -> new long[] {(long) images * height * width, channels};
            };
        }
    }

    private static FloatBuffer allocate(int elements) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static OnnxMl.ModelProto model(MvmLayer layer) {
        OnnxMl.NodeProto.Builder node = switch (layer.layout()) {
            case CHANNELS_FIRST -> conv(layer.shape());
            case CHANNELS_LAST -> gemm();
        };
        MvmShape shape = layer.shape();
        List<Integer> weightDims = switch (layer.layout()) {
            case CHANNELS_FIRST ->
                List.of(shape.outputs(), shape.channels() / shape.groups(), shape.kernelHeight(), shape.kernelWidth());
            case CHANNELS_LAST -> List.of(shape.outputs(), shape.rows());
        };
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName(layer.name())
                .addInput(floatValue(INPUT))
                .addOutput(floatValue(OUTPUT))
                .addInitializer(tensor("w", weightDims, layer.weights().values()))
                .addInitializer(tensor("b", List.of(shape.outputs()), layer.bias()));
        addNodes(node, layer.tail(), graph);
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    /** Adds the layer's node and those of its tail, each reading what the one before gives. */
    private static void addNodes(
            OnnxMl.NodeProto.Builder mvm, List<PointwiseOp> tail, OnnxMl.GraphProto.Builder graph) {
        OnnxMl.NodeProto.Builder last = mvm;
        int addends = 0;
        for (int i = 0; i < tail.size(); i++) {
            String before = "y" + i;
            graph.addNode(last.addOutput(before));
            last = OnnxMl.NodeProto.newBuilder()
                    .setOpType(tail.get(i).operator())
                    .addInput(before);
            switch (tail.get(i)) {
                case PointwiseOp.Add _ -> {
                    String addend = addend(addends++);
                    graph.addInput(floatValue(addend));
                    last.addInput(addend);
                }
                case PointwiseOp.Relu _ -> {}
                case PointwiseOp.Clip(float low, float high) -> {
                    graph.addInitializer(tensor("low" + i, List.of(), new float[] {low}));
                    graph.addInitializer(tensor("high" + i, List.of(), new float[] {high}));
                    last.addInput("low" + i).addInput("high" + i);
                }
            }
        }
        graph.addNode(last.addOutput(OUTPUT));
    }

    private static String addend(int i) {
        return "addend" + i;
    }

    private static OnnxMl.NodeProto.Builder conv(MvmShape shape) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType("Conv")
                .addAllInput(List.of(INPUT, "w", "b"))
                .addAttribute(integers("strides", shape.strideHeight(), shape.strideWidth()))
                .addAttribute(integers("dilations", shape.dilationHeight(), shape.dilationWidth()))
                .addAttribute(integers("pads", shape.padTop(), shape.padLeft(), shape.padBottom(), shape.padRight()))
                .addAttribute(integer("group", shape.groups()));
    }

    private static OnnxMl.NodeProto.Builder gemm() {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType("Gemm")
                .addAllInput(List.of(INPUT, "w", "b"))
                .addAttribute(integer("transB", 1));
    }

    private static OnnxMl.AttributeProto integer(String name, int value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static OnnxMl.AttributeProto integers(String name, int... values) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (int value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static OnnxMl.ValueInfoProto floatValue(String name) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())))
                .build();
    }

    private static OnnxMl.TensorProto tensor(String name, List<Integer> dims, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        dims.forEach(tensor::addDims);
        return tensor.build();
    }
}
