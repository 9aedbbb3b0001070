package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.integer;
import static org.layco.io.onnx.GraphBuilder.ints;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layco.inference.OnnxRuntime;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.network.Network;

/** Everything wrong with a file is said at once, naming node, operator and operator set. */
class OnnxProblemsTest {
    @TempDir
    Path directory;

    private final OnnxRuntime runtime = OnnxRuntime.start();

    private Path write(byte[] model) throws IOException {
        return Files.write(directory.resolve("net.onnx"), model);
    }

    private List<String> problems(byte[] model) throws IOException {
        Path file = write(model);
        InvalidInputException thrown =
                catchThrowableOfType(InvalidInputException.class, () -> new OnnxReader(runtime).read(file));
        assertThat(thrown).as("what reading throws").isNotNull();
        assertThat(thrown.diagnostics()).allSatisfy(diagnostic -> {
            assertThat(diagnostic.place()).isEqualTo(file.toString());
            assertThat(diagnostic.help()).endsWith(".");
        });
        return thrown.diagnostics().stream().map(Diagnostic::message).toList();
    }

    /** A classifier of 3 x 6 x 6 images with one convolution. */
    private static GraphBuilder small() {
        return new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .weights("fc", 64, 5)
                .node("Conv", "x w", "y")
                .node("Flatten", "y", "flat")
                .node("MatMul", "flat fc", "scores")
                .output("scores");
    }

    @Test
    void allProblemsAreReportedAtOnce() throws IOException {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3, 3)
                .weights("fc", 4, 5, 1)
                .node("Foo", "x", "a")
                .node("Conv", "a w", "b")
                .node("Gemm", "b fc", "c")
                .node("Bar", "c nowhere", "scores")
                .output("scores");
        assertThat(problems(graph.model(13)))
                .containsExactlyInAnyOrder(
                        "Bar 'bar_3' (opset 13): nothing before it provides 'nowhere'",
                        "Conv 'conv_1' (opset 13): a convolution of 3 dimensions cannot be mapped to crossbars",
                        "Gemm 'gemm_2' (opset 13): its weights of shape [4, 5, 1] are not a matrix",
                        "Foo 'foo_0' (opset 13): ONNX Runtime has no such operator in this operator set",
                        "Bar 'bar_3' (opset 13): ONNX Runtime has no such operator in this operator set");
    }

    @Test
    void unknownOperatorsOfOtherDomainsAreNamedWithTheirDomain() throws IOException {
        GraphBuilder graph = small();
        graph.graph().setNode(1, graph.graph().getNode(1).toBuilder().setDomain("com.example"));
        assertThat(problems(graph.model(13)))
                .anyMatch(message ->
                        message.startsWith("com.example.Flatten 'flatten_1' (com.example opset not imported)"));
    }

    @ParameterizedTest
    @CsvSource({"6,opset 6 is outside [7 21]", "22,opset 22 is outside [7 21]"})
    void unsupportedOperatorSets(int opset, String start) throws IOException {
        assertThat(problems(small().model(opset))).contains(start.replace("7 21", "7, 21"));
    }

    @Test
    void weightsThatAreInputsWithoutValues() throws IOException {
        GraphBuilder graph = small();
        graph.graph().removeInitializer(0);
        assertThat(problems(graph.input("w", 4, 3, 3, 3).model(13)))
                .containsExactly("the weights 'w' are inputs of the graph without values");
    }

    @Test
    void severalImageInputs() throws IOException {
        GraphBuilder graph = small().input("second", OPEN, 64).node("Add", "flat second", "sum");
        graph.graph().setNode(2, graph.graph().getNode(2).toBuilder().setInput(0, "sum"));
        GraphBuilder ordered = new GraphBuilder();
        ordered.graph().mergeFrom(graph.graph().build());
        ordered.graph()
                .clearNode()
                .addNode(graph.graph().getNode(0))
                .addNode(graph.graph().getNode(1))
                .addNode(graph.graph().getNode(3))
                .addNode(graph.graph().getNode(2));
        assertThat(problems(ordered.model(13)))
                .containsExactly("the graph needs one image input but reads 'x', 'second'");
    }

    @Test
    void anOutputThatIsNoVectorOfScores() throws IOException {
        GraphBuilder graph = small();
        graph.graph().clearOutput();
        assertThat(problems(graph.output("y").model(13)))
                .containsExactly("the output 'y' has shape [4, 4, 4] for one image, not a vector of class scores");
        graph = small();
        assertThat(problems(graph.output("flat").model(13)))
                .containsExactly("the graph has 2 outputs: 'scores', 'flat'");
    }

    @Test
    void networksWithoutMvmLayersAndImagesWithoutSize() throws IOException {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, OPEN, 6)
                .node("GlobalAveragePool", "x", "scores")
                .output("scores");
        assertThat(problems(graph.model(13)))
                .containsExactly(
                        "the network has no Conv, Gemm or MatMul with constant floating-point weights",
                        "the image input 'x' has no fixed size: only its first dimension, the batch, may be open");
    }

    @Test
    void weightsThatDoNotSuitTheirInput() throws IOException {
        GraphBuilder graph = small();
        graph.graph().setInput(0, GraphBuilder.value("x", TensorProto.DataType.FLOAT, OPEN, 5, 6, 6));
        assertThat(problems(graph.model(13)))
                .containsExactly(
                        "Conv 'conv_0' (opset 13): its input has shape [1, 5, 6, 6], which does not suit its weights for 3"
                                + " channels");
    }

    @Test
    void operatorsThatOnnxRuntimeCannotRunOnTheirInput() throws IOException {
        GraphBuilder graph = small();
        graph.graph()
                .setNode(
                        1,
                        graph.graph().getNode(1).toBuilder()
                                .setOpType("Squeeze")
                                .setName("squeeze")
                                .addAttribute(ints("axes", 2)));
        assertThat(problems(graph.model(11)))
                .singleElement()
                .asString()
                .startsWith("Squeeze 'squeeze' (opset 11): ONNX Runtime cannot run it");
    }

    @Test
    void halfPrecisionIsRefused() throws IOException {
        GraphBuilder graph = small();
        graph.graph()
                .setInitializer(
                        0,
                        TensorProto.newBuilder()
                                .setName("w")
                                .setDataType(TensorProto.DataType.FLOAT16.getNumber())
                                .addAllDims(List.of(4L, 3L, 3L, 3L)));
        assertThat(problems(graph.model(13)))
                .containsExactly("Conv 'conv_0' (opset 13): constant 'w' holds FLOAT16 elements instead of FLOAT");
    }

    @Test
    void constantsWithTooFewElements() throws IOException {
        GraphBuilder graph = small();
        graph.graph().getInitializerBuilder(0).clearFloatData().addFloatData(1);
        assertThat(problems(graph.model(13)))
                .containsExactly("Conv 'conv_0' (opset 13): constant 'w' of shape [4, 3, 3, 3] needs 108 elements but"
                        + " holds 1");
    }

    @Test
    void normalisationInTrainingModeMixesImages() throws IOException {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .weights("s", 4)
                .weights("fc", 64, 5)
                .node("Conv", "x w", "y")
                .node("BatchNormalization", "y s s s s", "n m v", integer("training_mode", 1))
                .node("Flatten", "n", "flat")
                .node("MatMul", "flat fc", "scores")
                .output("scores");
        assertThat(problems(graph.model(15)))
                .containsExactly(
                        "BatchNormalization 'batchnormalization_1' (opset 15): it is in training mode, where the"
                                + " scores of an image depend on the others of its batch");
    }

    @Test
    void weightsThatAreNotFiniteAndOperatorsThatDrawRandomNumbers() throws IOException {
        GraphBuilder graph = small();
        graph.graph().getInitializerBuilder(0).setFloatData(7, Float.NaN);
        graph.graph().setNode(1, graph.graph().getNode(1).toBuilder().setOpType("RandomNormalLike"));
        assertThat(problems(graph.model(13)))
                .containsExactly(
                        "RandomNormalLike 'flatten_1' (opset 13): its result differs from run to run",
                        "Conv 'conv_0' (opset 13): its weights or bias are not all finite numbers");
    }

    @Test
    void missingAndEmptyAndTruncatedFiles() throws IOException {
        InvalidInputException missing = catchThrowableOfType(
                InvalidInputException.class, () -> new OnnxReader(runtime).read(directory.resolve("absent.onnx")));
        assertThat(missing).hasMessageContaining("there is no such file");
        assertThat(problems(new byte[0])).containsExactly("the file holds no ONNX graph");
        byte[] whole = small().model(13);
        for (int length = 1; length < whole.length; length += 17) {
            assertThat(problems(Arrays.copyOf(whole, length))).isNotEmpty();
        }
    }

    @Test
    void damagedBytesGiveDiagnosticsOrANetworkButNothingElse() throws IOException {
        byte[] whole = small().model(13);
        Random random = new Random(5);
        for (int trial = 0; trial < 80; trial++) {
            byte[] damaged = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                // The first bytes hold the graph's structure, the rest mostly weights.
                damaged[random.nextInt(trial % 2 == 0 ? 200 : damaged.length)] = (byte) random.nextInt();
            }
            Path file = write(damaged);
            try {
                Network network = new OnnxReader(runtime).read(file);
                assertThat(network.classes()).isGreaterThan(1);
            } catch (InvalidInputException expected) {
                assertThat(expected.diagnostics()).isNotEmpty();
            }
        }
    }

    private static TensorProto external(TensorProto tensor, String... entries) {
        TensorProto.Builder external =
                tensor.toBuilder().clearFloatData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < entries.length; i += 2) {
            external.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
        }
        return external.build();
    }

    private static GraphBuilder withExternalWeights(String... entries) {
        GraphBuilder graph = small();
        graph.graph().setInitializer(0, external(graph.graph().getInitializer(0), entries));
        return graph;
    }

    private static byte[] bytes(TensorProto tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.getFloatDataCount() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tensor.getFloatDataList().forEach(bytes::putFloat);
        return bytes.array();
    }

    @Test
    void externalDataBesideTheModelIsRead() throws IOException {
        TensorProto weights = small().graph().getInitializer(0);
        byte[] data = bytes(weights);
        byte[] shifted = new byte[data.length + 64];
        System.arraycopy(data, 0, shifted, 64, data.length);
        Files.createDirectory(directory.resolve("data"));
        Files.write(directory.resolve("data/w.bin"), shifted);
        Path file = write(
                withExternalWeights("location", "data/w.bin", "offset", "64").model(13));
        Network network = new OnnxReader(runtime).read(file);
        assertThat(network.mvmLayers().getFirst().weights().values()).containsExactly(Tensors.floats(weights));
    }

    @ParameterizedTest
    @CsvSource({
        "../secret.bin, is not a file beside the model",
        "inner/../../secret.bin, is not a file beside the model",
        "/etc/hostname, is not a file beside the model",
        "'', is not a file beside the model",
        "inner, is not a file beside the model",
        "absent.bin, is not a file beside the model",
        "link.bin, is not a file beside the model"
    })
    void externalDataElsewhereIsRefused(String location, String reason) throws IOException {
        Path models = Files.createDirectory(directory.resolve("models"));
        Files.createDirectory(models.resolve("inner"));
        Path secret = Files.write(directory.resolve("secret.bin"), new byte[432]);
        try {
            Files.createSymbolicLink(models.resolve("link.bin"), secret);
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            assumeThat(location).as("Skipped: no symbolic links here").isNotEqualTo("link.bin");
        }
        Path file = Files.write(
                models.resolve("net.onnx"),
                withExternalWeights("location", location).model(13));
        InvalidInputException thrown =
                catchThrowableOfType(InvalidInputException.class, () -> new OnnxReader(runtime).read(file));
        assertThat(thrown).hasMessageContaining("the data file '" + location + "' of 'w' " + reason);
    }

    @ParameterizedTest
    @CsvSource({"0,433", "1,432", "-4,432", "9223372036854775807,432", "0,9223372036854775807", "433,0", "x,432"})
    void externalDataOutsideItsFileIsRefused(String offset, String length) throws IOException {
        Files.write(directory.resolve("w.bin"), new byte[432]);
        assertThat(problems(withExternalWeights("location", "w.bin", "offset", offset, "length", length)
                        .model(13)))
                .isNotEmpty();
    }

    @Test
    void externalDataOfTheWrongSizeIsRefused() throws IOException {
        Files.write(directory.resolve("w.bin"), new byte[400]);
        assertThat(problems(withExternalWeights("location", "w.bin").model(13)))
                .containsExactly("Conv 'conv_0' (opset 13): constant 'w' of shape [4, 3, 3, 3] needs 108 elements but"
                        + " holds 400 bytes");
    }
}
