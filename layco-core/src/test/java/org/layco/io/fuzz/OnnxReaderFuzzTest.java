package org.layco.io.fuzz;

import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.integer;
import static org.layco.io.onnx.GraphBuilder.integerTensor;
import static org.layco.io.onnx.GraphBuilder.ints;
import static org.layco.io.onnx.GraphBuilder.real;
import static org.layco.io.onnx.GraphBuilder.tensor;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.inference.OnnxRuntime;
import org.layco.io.onnx.GraphBuilder;
import org.layco.io.onnx.OnnxReader;

/** Networks as ONNX files, with ONNX Runtime behind the reader. */
class OnnxReaderFuzzTest {
    /** A feature map of the largest size, a few times. */
    private static final int MEGABYTES = 1_500;

    private final OnnxReader reader = new OnnxReader(OnnxRuntime.start());

    @TempDir
    private Path directory;

    @Test
    void networksGiveDiagnosticsOnly() throws Exception {
        Path file = directory.resolve("net.onnx");
        Files.write(directory.resolve("net.bin"), new byte[64 * 5 * Float.BYTES]);
        Fuzz fuzz = new Fuzz("onnx", List.of(residual(), depthwise(), old(), external()), MEGABYTES);
        fuzz.run(ProtoMutations::apply, input -> {
            Files.write(file, input);
            reader.read(file);
        });
    }

    private static byte[] residual() {
        return new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w1", 4, 3, 3, 3)
                .weights("scale", 4)
                .weights("shift", 4)
                .weights("mean", 4)
                .positive("variance", 4)
                .weights("w2", 4, 4, 3, 3)
                .weights("fc", 5, 4)
                .weights("b", 5)
                .node("Conv", "x w1", "c1", ints("pads", 1, 1, 1, 1))
                .node("BatchNormalization", "c1 scale shift mean variance", "n1")
                .node("Relu", "n1", "r1")
                .node("Conv", "r1 w2", "c2", ints("pads", 1, 1, 1, 1), ints("strides", 1, 1))
                .node("Add", "c2 r1", "a")
                .node("Relu", "a", "r2")
                .node("GlobalAveragePool", "r2", "g")
                .node("Flatten", "g", "f")
                .node("Gemm", "f fc b", "scores", integer("transB", 1))
                .output("scores")
                .model(13);
    }

    private static byte[] depthwise() {
        return new GraphBuilder()
                .input("x", OPEN, 4, 8, 8)
                .weights("w1", 4, 1, 3, 3)
                .scalar("low", 0f)
                .scalar("high", 6f)
                .integers("flat", 0, -1)
                .weights("fc", 64, 5)
                .node("Constant", "", "pads", tensor("value", integerTensor(0, 0, 1, 1, 0, 0, 1, 1)))
                .node("Pad", "x pads", "p")
                .node("Conv", "p w1", "c", integer("group", 4), ints("dilations", 1, 1))
                .node("Clip", "c low high", "k")
                .node("MaxPool", "k", "m", ints("kernel_shape", 2, 2), ints("strides", 2, 2))
                .node("Reshape", "m flat", "f")
                .node("MatMul", "f fc", "s")
                .node("Identity", "s", "scores")
                .output("scores")
                .model(17);
    }

    /** An old file: initializers as inputs, bounds as attributes, weights of a filled shape. */
    private static byte[] old() {
        return new GraphBuilder()
                .irVersion(3)
                .input("x", 1, 3, 6, 6)
                .weights("w1", 4, 3, 3, 3)
                .integers("shape", 64, 5)
                .node("ConstantOfShape", "shape", "fc")
                .node("Conv", "x w1", "c")
                .node("Clip", "c", "k", real("min", 0), real("max", 6))
                .node("Dropout", "k", "d")
                .node("Flatten", "d", "f")
                .node("MatMul", "f fc", "scores")
                .initializersAsInputs()
                .output("scores")
                .model(9);
    }

    private static byte[] external() {
        TensorProto.Builder outside = TensorProto.newBuilder()
                .setName("fc")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(64)
                .addDims(5)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (String[] entry : new String[][] {{"location", "net.bin"}, {"offset", "0"}, {"length", "1280"}}) {
            outside.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(entry[0]).setValue(entry[1]));
        }
        return new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w1", 4, 3, 3, 3)
                .constant(outside.build())
                .node("Conv", "x w1", "c")
                .node("Flatten", "c", "f")
                .node("MatMul", "f fc", "scores")
                .output("scores")
                .model(13);
    }
}
