package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.integer;
import static org.layco.io.onnx.GraphBuilder.ints;
import static org.layco.io.onnx.GraphBuilder.real;
import static org.layco.io.onnx.GraphBuilder.tensor;
import static org.layco.io.onnx.GraphBuilder.text;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.network.DigitalSegment;
import org.layco.network.Network;
import org.layco.network.Weights;

/** Graphs of every kind give the same scores cut into steps as they give whole. */
class OnnxReaderTest extends ReadGraphs {
    @Test
    void convolutionsWithGroupsDilationStridesAndAsymmetricPads() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 4, 11, 9)
                .weights("w", 6, 2, 3, 2)
                .weights("b", 6)
                .node(
                        "Conv",
                        "x w b",
                        "y",
                        integer("group", 2),
                        ints("dilations", 2, 3),
                        ints("strides", 2, 1),
                        ints("pads", 0, 1, 3, 2))
                .node("Relu", "y", "z");
        Network network = agreeing(classified(graph, "z", 6).model(13), 3);
        assertThat(network.mvmLayers().getFirst().shape().macs()).isEqualTo(6L * 12 * 5 * 9);
        assertThat(network.batch()).isZero();
        assertThat(network.classes()).isEqualTo(5);
        assertThat(network.valueShapes()).containsEntry("z", List.of(6, 5, 9)).containsEntry("scores", List.of(5));
        assertThat(operators(network)).containsExactly("Conv Relu", "[GlobalAveragePool, Flatten]", "Gemm");
    }

    @ParameterizedTest
    @CsvSource({"SAME_UPPER,3,2", "SAME_LOWER,3,2", "SAME_UPPER,2,1", "SAME_LOWER,2,1", "VALID,3,2", "NOTSET,3,1"})
    void everyAutomaticPadding(String mode, int kernel, int stride) throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 10, 7)
                .weights("w", 4, 3, kernel, kernel)
                .node("Conv", "x w", "y", text("auto_pad", mode), ints("strides", stride, stride));
        agreeing(classified(graph, "y", 4).model(11), 2);
    }

    @Test
    void convolutionsInOneDimension() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 20)
                .weights("w", 4, 3, 5)
                .node("Conv", "x w", "y", ints("pads", 1, 2), ints("strides", 2), ints("dilations", 2))
                .node("Relu", "y", "z");
        assertThat(agreeing(classified(graph, "z", 4).model(13), 2).valueShapes())
                .containsEntry("z", List.of(4, 8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullyConnectedLayersWithFactors(boolean transposed) throws Exception {
        GraphBuilder graph = new GraphBuilder().input("x", OPEN, 6);
        (transposed ? graph.weights("w", 4, 6) : graph.weights("w", 6, 4))
                .weights("c", 1, 4)
                .weights("w2", 4, 3)
                .node("Gemm", "x w c", "y", integer("transB", transposed ? 1 : 0), real("alpha", 0.5f), real("beta", 3))
                .node("Relu", "y", "z")
                .node("Gemm", "z w2", "scores")
                .output("scores");
        assertThat(operators(agreeing(graph.model(13), 4))).containsExactly("Gemm Relu", "Gemm");
    }

    @Test
    void matrixProductsOverRowsAndTheirBias() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 7, 6)
                .weights("w", 6, 4)
                .weights("b", 4)
                .weights("w2", 28, 3)
                .node("MatMul", "x w", "y")
                .node("Add", "b y", "z")
                .node("Sigmoid", "z", "s")
                .node("Flatten", "s", "f")
                .node("MatMul", "f w2", "scores")
                .output("scores");
        Network network = agreeing(graph.model(13), 3);
        assertThat(operators(network)).containsExactly("MatMul", "[Sigmoid, Flatten]", "MatMul");
        assertThat(network.mvmLayers().getFirst().shape().positions()).isEqualTo(7);
    }

    @Test
    void rowsMergedIntoTheBatchDimension() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 7, 6)
                .integers("rows", -1, 6)
                .integers("back", -1, 28)
                .weights("w", 6, 4)
                .weights("w2", 28, 3)
                .node("Reshape", "x rows", "r")
                .node("Gemm", "r w", "y")
                .node("Reshape", "y back", "f")
                .node("Gemm", "f w2", "scores")
                .output("scores");
        Network network = agreeing(graph.model(13), 3);
        assertThat(network.batch()).isZero();
        assertThat(network.mvmLayers().getFirst().shape().positions()).isEqualTo(7);
    }

    private static GraphBuilder normalised(GraphBuilder graph, String value, String result, int channels) {
        String prefix = result + "_";
        return graph.positive(prefix + "scale", channels)
                .weights(prefix + "shift", channels)
                .weights(prefix + "mean", channels)
                .positive(prefix + "variance", channels)
                .node(
                        "BatchNormalization",
                        String.join(
                                " ", value, prefix + "scale", prefix + "shift", prefix + "mean", prefix + "variance"),
                        result,
                        real("epsilon", 0.01f));
    }

    @Test
    void normalisationAfterAConvolutionIsFolded() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 8, 8)
                .weights("w", 4, 3, 3, 3)
                .weights("b", 4)
                .node("Conv", "x w b", "y");
        normalised(graph, "y", "n", 4).node("Relu", "n", "z");
        assertThat(operators(agreeing(classified(graph, "z", 4).model(13), 2)))
                .containsExactly("Conv Relu", "[GlobalAveragePool, Flatten]", "Gemm");
    }

    @Test
    void normalisationOfAValueWithOtherReadersStays() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 8, 8)
                .weights("w", 4, 3, 3, 3)
                .node("Conv", "x w", "y");
        normalised(graph, "y", "n", 4).node("Add", "n y", "z");
        assertThat(operators(agreeing(classified(graph, "z", 4).model(13), 2)))
                .containsExactly("Conv", "[BatchNormalization, Add, GlobalAveragePool, Flatten]", "Gemm");
    }

    @Test
    void channelwiseSumsAndFactorsAreFoldedButOthersStay() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .weights("sum", 4, 1, 1)
                .weights("factor", 1, 4, 1, 1)
                .weights("map", 1, 1, 4, 4)
                .node("Conv", "x w", "y")
                .node("Add", "y sum", "a")
                .node("Mul", "a factor", "m")
                .node("Add", "m map", "z");
        assertThat(operators(agreeing(classified(graph, "z", 4).model(13), 2)))
                .containsExactly("Conv", "[Add, GlobalAveragePool, Flatten]", "Gemm");
    }

    @Test
    void parallelBranchesWithConcatPoolingAndSoftmax() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 9, 9)
                .weights("w0", 4, 3, 3, 3)
                .weights("w1", 2, 4, 1, 1)
                .weights("w2", 3, 4, 1, 1)
                .node("Conv", "x w0", "a")
                .node("Relu", "a", "r")
                .node("MaxPool", "r", "p", ints("kernel_shape", 2, 2), ints("strides", 2, 2), integer("ceil_mode", 1))
                .node("Conv", "p w1", "b1")
                .node("Relu", "b1", "r1")
                .node("AveragePool", "p", "q", ints("kernel_shape", 3, 3), ints("pads", 1, 1, 1, 1))
                .node("Conv", "q w2", "b2")
                .node("Relu", "b2", "r2")
                .node("Concat", "r1 r2", "cat", integer("axis", 1));
        graph = classified(graph, "cat", 5);
        graph.graph().clearOutput();
        graph.node("Softmax", "scores", "probabilities", integer("axis", 1)).output("probabilities");
        Network network = agreeing(graph.model(13), 2);
        assertThat(network.output()).isEqualTo("probabilities");
        assertThat(operators(network))
                .containsExactly(
                        "Conv Relu",
                        "[MaxPool]",
                        "Conv Relu",
                        "[AveragePool]",
                        "Conv Relu",
                        "[Concat, GlobalAveragePool, Flatten]",
                        "Gemm",
                        "[Softmax]");
    }

    @Test
    void shapeArithmeticAndDeadNodesAndIdentities() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 4, 4)
                .weights("w", 2, 3, 1, 1)
                .weights("fc", 32, 5)
                .scalar("zero", 0L)
                .integers("axes", 0)
                .integers("rest", -1)
                .node("Conv", "x w", "y")
                .node("Dropout", "y", "kept mask")
                .node("Identity", "kept", "same")
                .node("Exp", "same", "unused")
                .node("Shape", "same", "shape")
                .node("Gather", "shape zero", "n", integer("axis", 0))
                .node("Unsqueeze", "n axes", "n1")
                .node("Concat", "n1 rest", "target", integer("axis", 0))
                .node("Reshape", "same target", "flat")
                .node("MatMul", "flat fc", "scores")
                .output("scores");
        Network network = agreeing(graph.model(13), 3);
        assertThat(operators(network)).containsExactly("Conv", "[Shape, Gather, Unsqueeze, Concat, Reshape]", "MatMul");
        assertThat(network.batch()).isZero();
    }

    @Test
    void aDigitalReaderOfAnMvmInputFindsItInTheBuffer() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w0", 4, 3, 3, 3)
                .weights("w1", 4, 4, 1, 1)
                .weights("w2", 4, 4, 1, 1)
                .node("Conv", "x w0", "a")
                .node("Relu", "a", "r")
                .node("Sigmoid", "r", "s")
                .node("Conv", "s w1", "b")
                .node("Conv", "r w2", "c")
                .node("Add", "b c", "z");
        Network network = agreeing(classified(graph, "z", 4).model(13), 2);
        assertThat(operators(network))
                .containsExactly("Conv Relu", "[Sigmoid]", "Conv", "Conv Add", "[GlobalAveragePool, Flatten]", "Gemm");
    }

    @Test
    void initializersListedAsInputsAreNotInputs() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .irVersion(3)
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .node("Conv", "x w", "y");
        assertThat(agreeing(classified(graph, "y", 4).initializersAsInputs().model(7), 2)
                        .opset())
                .isEqualTo(7);
    }

    @Test
    void weightsInConstantNodesAndComputedFromConstants() throws Exception {
        GraphBuilder graph = new GraphBuilder().input("x", OPEN, 3, 6, 6);
        graph.node("Constant", "", "w", tensor("value", graph.randomTensor("", 4, 3, 3, 3)))
                .weights("m", 5, 4)
                .node("Conv", "x w", "y")
                .node("GlobalAveragePool", "y", "pooled")
                .node("Flatten", "pooled", "flat")
                .node("Transpose", "m", "mt", ints("perm", 1, 0))
                .node("MatMul", "flat mt", "scores")
                .output("scores");
        assertThat(operators(agreeing(graph.model(13), 2)))
                .containsExactly("Conv", "[GlobalAveragePool, Flatten]", "MatMul");
    }

    @Test
    void weightsOfAWeightlessTopologyAreNotMaterialised() throws Exception {
        TensorProto value = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(1)
                .addFloatData(0.25f)
                .build();
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .integers("shape", 4, 3, 3, 3)
                .node("ConstantOfShape", "shape", "w", tensor("value", value))
                .node("Conv", "x w", "y");
        Network network = agreeing(classified(graph, "y", 4).model(13), 2);
        assertThat(network.mvmLayers().getFirst().weights()).isEqualTo(new Weights.Constant(108, 0.25f));
    }

    @Test
    void aGraphMadeForOneBatchSizeRunsAtThatSizeOnly() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", 3, 2, 4, 4)
                .weights("w", 4, 2, 1, 1)
                .integers("fixed", 3, 64)
                .weights("fc", 64, 5)
                .node("Conv", "x w", "y")
                .node("Reshape", "y fixed", "flat")
                .node("MatMul", "flat fc", "scores")
                .output("scores");
        assertThat(agreeing(graph.model(13), 3).batch()).isEqualTo(3);
    }

    @Test
    void aFixedBatchThatNothingDependsOnIsOpened() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", 1, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .node("Conv", "x w", "y");
        assertThat(agreeing(classified(graph, "y", 4).model(13), 1).batch()).isZero();
    }

    @Test
    void newestAndOldestOperatorSets() throws Exception {
        for (int opset : new int[] {7, 21}) {
            GraphBuilder graph = new GraphBuilder()
                    .input("x", OPEN, 3, 6, 6)
                    .weights("w", 4, 3, 3, 3)
                    .node("Conv", "x w", "y");
            normalised(graph, "y", "n", 4).node("Relu", "n", "z");
            assertThat(agreeing(classified(graph, "z", 4).model(opset), 2).opset())
                    .isEqualTo(opset);
        }
    }

    @ParameterizedTest
    @CsvSource({"fashion_lenet5,2", "fashion_resnet8,1"})
    void embeddedNetworksGiveTheScoresOfTheWholeModel(String name, int segments) throws Exception {
        try (InputStream in = Network.class.getResourceAsStream("/org/layco/embedded/" + name + ".onnx")) {
            Network network = agreeing(Objects.requireNonNull(in).readAllBytes(), 5);
            assertThat(network.schedule().stream().filter(DigitalSegment.class::isInstance))
                    .hasSize(segments);
        }
    }

    @Test
    void theFileIsIdentifiedByItsHash() throws IOException {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 3, 3)
                .node("Conv", "x w", "y");
        Path file = directory.resolve("named.v1.onnx");
        Files.write(file, classified(graph, "y", 4).model(13));
        Network network = new OnnxReader(runtime).read(file);
        assertThat(network.name()).isEqualTo("named.v1");
        assertThat(network.sha256()).matches("[0-9a-f]{64}");
        assertThat(network.inputShape()).containsExactly(3, 6, 6);
    }
}
