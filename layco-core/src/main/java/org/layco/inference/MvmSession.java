package org.layco.inference;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;

/** One MVM layer as an ONNX Runtime session with its weights inside; buffers are kept while the batch size stays. */
final class MvmSession implements AutoCloseable {
    /** Operators are taken from this version of the ONNX operator set; Conv and Gemm have meant the same since 11. */
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

    void run(int n, float[] input, float[] output) {
        try {
            Batch current = batch;
            if (current == null || current.images != n) {
                close(current);
                current = new Batch(n);
                batch = current;
            }
            current.input.put(0, input, 0, current.input.capacity());
            session.run(Map.of(INPUT, current.inputTensor), Map.of(OUTPUT, current.outputTensor))
                    .close();
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
            batch.inputTensor.close();
            batch.outputTensor.close();
        }
    }

    /** Native input and output of n images. */
    private final class Batch {
        private final int images;
        private final FloatBuffer input;
        private final FloatBuffer output;
        private final OnnxTensor inputTensor;
        private final OnnxTensor outputTensor;

        private Batch(int images) throws OrtException {
            this.images = images;
            MvmShape shape = layer.shape();
            input = allocate(Math.multiplyExact(images, shape.inputElements()));
            output = allocate(Math.multiplyExact(images, shape.outputElements()));
            inputTensor = OnnxTensor.createTensor(
                    runtime.environment(), input, dims(shape.channels(), shape.height(), shape.width()));
            outputTensor = OnnxTensor.createTensor(
                    runtime.environment(), output, dims(shape.outputs(), shape.outHeight(), shape.outWidth()));
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
        OnnxMl.NodeProto node = switch (layer.layout()) {
            case CHANNELS_FIRST -> conv(layer.shape());
            case CHANNELS_LAST -> gemm();
        };
        MvmShape shape = layer.shape();
        List<Integer> weightDims = switch (layer.layout()) {
            case CHANNELS_FIRST ->
                List.of(shape.outputs(), shape.channels() / shape.groups(), shape.kernelHeight(), shape.kernelWidth());
            case CHANNELS_LAST -> List.of(shape.outputs(), shape.rows());
        };
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName(layer.name())
                .addNode(node)
                .addInput(floatValue(INPUT))
                .addOutput(floatValue(OUTPUT))
                .addInitializer(tensor("w", weightDims, layer.weights().values()))
                .addInitializer(tensor("b", List.of(shape.outputs()), layer.bias()))
                .build();
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    private static OnnxMl.NodeProto conv(MvmShape shape) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType("Conv")
                .addAllInput(List.of(INPUT, "w", "b"))
                .addOutput(OUTPUT)
                .addAttribute(integers("strides", shape.strideHeight(), shape.strideWidth()))
                .addAttribute(integers("dilations", shape.dilationHeight(), shape.dilationWidth()))
                .addAttribute(integers("pads", shape.padTop(), shape.padLeft(), shape.padBottom(), shape.padRight()))
                .addAttribute(integer("group", shape.groups()))
                .build();
    }

    private static OnnxMl.NodeProto gemm() {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType("Gemm")
                .addAllInput(List.of(INPUT, "w", "b"))
                .addOutput(OUTPUT)
                .addAttribute(integer("transB", 1))
                .build();
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
