package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.layco.io.onnx.GraphBuilder.OPEN;
import static org.layco.io.onnx.GraphBuilder.integer;
import static org.layco.io.onnx.GraphBuilder.ints;
import static org.layco.io.onnx.GraphBuilder.real;

import org.junit.jupiter.api.Test;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;

/** Which operators become the tail of the layer before them. */
class OnnxTailTest extends ReadGraphs {
    @Test
    void residualBlockWithSlicedAndPaddedShortcut() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 4, 8, 8)
                .weights("w0", 4, 4, 3, 3)
                .weights("w1", 8, 4, 3, 3)
                .weights("w2", 8, 8, 3, 3)
                .integers("starts", 0, 0)
                .integers("ends", 1 << 20, 1 << 20)
                .integers("axes", 2, 3)
                .integers("steps", 2, 2)
                .integers("pads", 0, 2, 0, 0, 0, 2, 0, 0)
                .node("Conv", "x w0", "a", ints("pads", 1, 1, 1, 1))
                .node("Relu", "a", "skip")
                .node("Slice", "skip starts ends axes steps", "sliced")
                .node("Pad", "sliced pads", "shortcut")
                .node("Conv", "skip w1", "b", ints("pads", 1, 1, 1, 1), ints("strides", 2, 2))
                .node("Relu", "b", "c")
                .node("Conv", "c w2", "d", ints("pads", 1, 1, 1, 1))
                .node("Add", "d shortcut", "e")
                .node("Clip", "e", "z");
        Network network = agreeing(classified(graph, "z", 8).model(13), 3);
        assertThat(operators(network))
                .containsExactly(
                        "Conv Relu",
                        "Conv Relu",
                        "[Slice, Pad]",
                        "Conv Add Clip",
                        "[GlobalAveragePool, Flatten]",
                        "Gemm");
    }

    @Test
    void aSumOfTwoLayersBelongsToTheLater() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w0", 4, 3, 1, 1)
                .weights("w1", 4, 3, 1, 1)
                .weights("w2", 4, 4, 1, 1)
                .node("Conv", "x w0", "a")
                .node("Conv", "x w1", "b")
                .node("Relu", "a", "r")
                .node("Sum", "b r", "s")
                .node("Relu", "s", "t")
                .node("Conv", "t w2", "c")
                .node("Sigmoid", "t", "u")
                .node("Add", "u c", "z");
        Network network = agreeing(classified(graph, "z", 4).model(13), 2);
        assertThat(operators(network))
                .containsExactly(
                        "Conv Relu", "Conv Add Relu", "[Sigmoid]", "Conv Add", "[GlobalAveragePool, Flatten]", "Gemm");
        assertThat(network.mvmLayers().get(1).tail()).containsExactly(new PointwiseOp.Add("r"), new PointwiseOp.Relu());
        assertThat(network.mvmLayers().get(1).inputs()).containsExactly("x", "r");
        assertThat(network.mvmLayers().get(1).output()).isEqualTo("t");
    }

    @Test
    void valuesThatAreBroadcastOrNeedTheLayerItselfAreNotAddedInItsTail() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w0", 4, 3, 1, 1)
                .weights("w1", 4, 4, 1, 1)
                .node("Conv", "x w0", "a")
                .node("GlobalAveragePool", "a", "mean")
                .node("Conv", "a w1", "b")
                .node("Add", "b mean", "s")
                .node("Sigmoid", "s", "t")
                .node("Conv", "t w1", "c")
                .node("Add", "c c", "d")
                .node("Relu", "d", "z");
        assertThat(operators(agreeing(classified(graph, "z", 4).model(13), 2)))
                .containsExactly(
                        "Conv",
                        "Conv",
                        "[GlobalAveragePool, Add, Sigmoid]",
                        "Conv",
                        "[Add, Relu, GlobalAveragePool, Flatten]",
                        "Gemm");
    }

    @Test
    void aValueThatOthersReadOrThatIsTheOutputEndsATail() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 6)
                .weights("w", 6, 4)
                .weights("w2", 4, 3)
                .node("MatMul", "x w", "y")
                .node("Relu", "y", "z")
                .node("Clip", "z", "c")
                .node("Softmax", "z", "s", integer("axis", 1))
                .node("Mul", "c s", "m")
                .node("MatMul", "m w2", "n")
                .node("Relu", "n", "scores")
                .node("Relu", "scores", "unread")
                .output("scores");
        assertThat(operators(agreeing(graph.model(13), 2)))
                .containsExactly("MatMul Relu", "[Clip, Softmax, Mul]", "MatMul Relu");
    }

    @Test
    void clipsWithConstantBoundsInEveryOperatorSet() throws Exception {
        for (int opset : new int[] {7, 13}) {
            GraphBuilder graph = new GraphBuilder()
                    .input("x", OPEN, 3, 6, 6)
                    .weights("w", 4, 3, 3, 3)
                    .node("Conv", "x w", "y");
            if (opset < 11) {
                graph.node("Clip", "y", "z", real("min", -0.5f), real("max", 0.25f));
            } else {
                graph.scalar("low", -0.5f).scalar("high", 0.25f).node("Clip", "y low high", "z");
            }
            Network network = agreeing(classified(graph, "z", 4).model(opset), 2);
            assertThat(network.mvmLayers().getFirst().tail()).containsExactly(new PointwiseOp.Clip(-0.5f, 0.25f));
        }
    }

    @Test
    void clipsWithComputedOrContradictoryBoundsStay() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", OPEN, 3, 6, 6)
                .weights("w", 4, 3, 1, 1)
                .weights("w1", 4, 4, 1, 1)
                .scalar("one", 1f)
                .scalar("two", 2f)
                .node("ReduceMax", "x", "peak", integer("keepdims", 0))
                .node("Conv", "x w", "y")
                .node("Clip", "y - peak", "z")
                .node("Conv", "z w1", "v")
                .node("Clip", "v two one", "u");
        assertThat(operators(agreeing(classified(graph, "u", 4).model(13), 1)))
                .containsExactly("Conv", "[ReduceMax, Clip]", "Conv", "[Clip, GlobalAveragePool, Flatten]", "Gemm");
    }

    @Test
    void aNetworkWhoseAddendDoesNotGrowWithTheBatchRunsAtItsOwnBatchSizeOnly() throws Exception {
        GraphBuilder graph = new GraphBuilder()
                .input("x", 1, 3, 6, 6)
                .weights("w", 4, 3, 1, 1)
                .weights("w1", 4, 3, 1, 1)
                .node("Conv", "x w", "y")
                .node("ReduceMean", "y", "mean", ints("axes", 0))
                .node("Conv", "x w1", "v")
                .node("Add", "v mean", "z");
        Network network = agreeing(classified(graph, "z", 4).model(13), 1);
        assertThat(operators(network))
                .containsExactly("Conv", "[ReduceMean]", "Conv Add", "[GlobalAveragePool, Flatten]", "Gemm");
        assertThat(network.batch()).isEqualTo(1);
    }
}
