package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.layco.io.onnx.GraphBuilder.integer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.layco.inference.FloatExecutor;
import org.layco.inference.NetworkRunner;
import org.layco.inference.OnnxRuntime;
import org.layco.network.DigitalSegment;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/** Reads graphs that tests build and compares their scores with whole-model ONNX Runtime. */
abstract class ReadGraphs {
    private static final float TOLERANCE = 2e-5f;

    @TempDir
    Path directory;

    final OnnxRuntime runtime = OnnxRuntime.start();

    /** Reads the model and compares its scores with whole-model ONNX Runtime. */
    final Network agreeing(byte[] model, int images) throws Exception {
        Path file = directory.resolve("net.onnx");
        Files.write(file, model);
        Network network = new OnnxReader(runtime).read(file);
        float[] input = new float[images * network.inputElements()];
        Random random = new Random(11);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        long[] dims = new long[network.inputShape().size() + 1];
        dims[0] = images;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = network.inputShape().get(i - 1);
        }
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor executor = new FloatExecutor(runtime);
                WholeModel whole = new WholeModel(model, network.input())) {
            float[] expected = whole.scores(input, dims);
            float[] actual = runner.scores(runner.finish(runner.begin(input, images), executor));
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).as("score %d", i).isCloseTo(expected[i], within(TOLERANCE));
            }
        }
        return network;
    }

    /** Adds global pooling and a fully connected layer of 5 classes over {@code channels} channels of {@code value}. */
    static GraphBuilder classified(GraphBuilder graph, String value, int channels) {
        return graph.weights("fc_w", 5, channels)
                .weights("fc_b", 5)
                .node("GlobalAveragePool", value, "pooled")
                .node("Flatten", "pooled", "flat")
                .node("Gemm", "flat fc_w fc_b", "scores", integer("transB", 1))
                .output("scores");
    }

    static List<String> operators(Network network) {
        return network.schedule().stream()
                .map(step -> switch (step) {
                    case MvmLayer layer ->
                        layer.operator()
                                + layer.tail().stream()
                                        .map(op -> " " + op.operator())
                                        .collect(Collectors.joining());
                    case DigitalSegment segment -> segment.operators().toString();
                })
                .toList();
    }
}
