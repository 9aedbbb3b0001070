package org.layco.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.SharedData;
import org.layco.io.InvalidInputException;
import org.layco.io.study.NetworkLibrary;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import org.layco.train.OnnxRuntime;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.graph.Window;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TorchForTests;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

class NetworkImporterTest {
    private static final int IMAGES = 4;

    /** Of the largest class score: single precision has 6e-8, and sums are taken in other orders. */
    private static final float EXACT = 1e-5f;

    @TempDir
    private Path directory = Path.of("set by JUnit");

    @ParameterizedTest
    @ValueSource(strings = {"fashion_resnet8", "fashion_lenet5"})
    void embeddedNetworksComeBackUnchanged(String name) throws Exception {
        byte[] original = resource("/org/layco/embedded/" + name + ".onnx");

        assertRoundTrip(original, NetworkLibrary.read(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cifar10_resnet20_akamaster",
                "cifar10_resnet20_akamaster.bnfolded",
                "cifar10_resnet8_mlperftiny",
                "mnist_cnn_tribuo"
            })
    void foreignNetworksComeBackUnchanged(String name) throws Exception {
        Path file = SharedData.require("models/" + name + ".onnx");

        assertRoundTrip(Files.readAllBytes(file), NetworkLibrary.read(file.toString()));
    }

    @Test
    void everyOperatorComesBackUnchanged() throws Exception {
        TrainedNetwork network = RandomNetworks.of(everyOperator());
        Path file = directory.resolve("every.onnx");
        byte[] written = new OnnxWriter().write(network, Map.of());
        Files.write(file, written);

        assertClose(pyTorch(network), onnxRuntime(written, network.graph()));
        assertRoundTrip(written, NetworkLibrary.read(file.toString()));
    }

    @Test
    void aNormalisationBehindPoolingKeepsItsStatistics() throws IOException {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(2, 6, 6));
        String x = builder.add("conv", conv(2, 3, Window.square(3, 1, 1), 1), NetworkGraph.INPUT);
        x = builder.add("pool", new Operation.MaxPool(Window.square(2, 2, 0), false), x);
        x = builder.add("norm", new Operation.BatchNormalization(3, 0.01f, 0.9f), x);
        x = builder.add("mean", new Operation.GlobalAveragePool(), x);
        x = builder.add("flatten", new Operation.Flatten(), x);
        builder.add("fc", new Operation.FullyConnected(3, 2), x);
        TrainedNetwork network = RandomNetworks.of(builder.build("normalised"));
        Path file = directory.resolve("normalised.onnx");
        Files.write(file, new OnnxWriter().write(network, Map.of()));

        TrainedNetwork imported = NetworkImporter.of(NetworkLibrary.read(file.toString()));

        assertThat(imported.parameters().getOrDefault("norm.variance", new float[0]))
                .isEqualTo(network.parameters().get("norm.variance"));
        assertThat(imported.graph().nodes())
                .anySatisfy(node ->
                        assertThat(node.operation()).isEqualTo(new Operation.BatchNormalization(3, 0.01f, 0.9f)));
    }

    @Test
    void anOperatorWithoutGradientIsNamed() {
        // Averages beside padding that counts for some windows only: PyTorch has no such pooling.
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(2, 6, 6));
        String x = builder.add("conv", conv(2, 3, Window.square(3, 1, 1), 1), NetworkGraph.INPUT);
        Window lopsided = new Window(2, 2, 2, 2, 1, 0, 0, 0, 1, 1);
        x = builder.add("pool", new Operation.AveragePool(lopsided, false, false), x);
        x = builder.add("flatten", new Operation.Flatten(), x);
        builder.add("fc", new Operation.FullyConnected(27, 2), x);
        TrainedNetwork network = RandomNetworks.of(builder.build("lopsided"));
        Path file = directory.resolve("lopsided.onnx");

        assertThatThrownBy(() -> {
                    Files.write(file, new OnnxWriter().write(network, Map.of()));
                    NetworkImporter.of(NetworkLibrary.read(file.toString()));
                })
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("operator AveragePool (pool) with its settings cannot be trained through");
    }

    /** Original, PyTorch and the file written back agree, and the file has the layers of the original. */
    private void assertRoundTrip(byte[] original, Network network) throws Exception {
        TrainedNetwork imported = NetworkImporter.of(network);
        byte[] written = new OnnxWriter().write(imported, Map.of());
        Path file = directory.resolve("written.onnx");
        Files.write(file, written);

        float[] scores = onnxRuntime(original, imported.graph());
        assertClose(onnxRuntime(written, imported.graph()), scores);
        assertClose(pyTorch(imported), scores);
        Network again = NetworkLibrary.read(file.toString());
        assertThat(again.mvmLayers().stream().map(MvmLayer::name))
                .isEqualTo(network.mvmLayers().stream().map(MvmLayer::name).toList());
        assertThat(again.mvmLayers().stream().map(MvmLayer::shape))
                .isEqualTo(network.mvmLayers().stream().map(MvmLayer::shape).toList());
        assertThat(imported.graph().mvmLayers().stream().map(node -> node.name()))
                .isEqualTo(again.mvmLayers().stream().map(MvmLayer::name).toList());
    }

    private static void assertClose(float[] actual, float[] expected) {
        float largest = 1;
        for (float score : expected) {
            largest = Math.max(largest, Math.abs(score));
        }
        assertThat(actual).containsExactly(expected, within(EXACT * largest));
    }

    private static float[] onnxRuntime(byte[] model, NetworkGraph graph) throws Exception {
        try (OnnxRuntime session = new OnnxRuntime(model)) {
            return session.logits(RandomNetworks.images(IMAGES * elements(graph)), IMAGES);
        }
    }

    private static float[] pyTorch(TrainedNetwork network) {
        try (Torch torch = TorchForTests.start();
                TrainableNetwork trainable = TrainableNetwork.of(torch, network)) {
            return new TrainingStep(torch, trainable)
                    .logits(RandomNetworks.images(IMAGES * elements(network.graph())), IMAGES);
        }
    }

    private static int elements(NetworkGraph graph) {
        return graph.inputShape().stream().reduce(1, Math::multiplyExact);
    }

    private static Operation.Convolution conv(int in, int out, Window window, int groups) {
        return new Operation.Convolution(in, out, window, groups, true);
    }

    /** Every operation with settings that are not its defaults. */
    private static NetworkGraph everyOperator() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(3, 13, 11));
        String x = builder.add("conv", conv(3, 8, new Window(3, 2, 2, 1, 1, 0, 2, 1, 1, 2), 1), NetworkGraph.INPUT);
        x = builder.add("leaky", new Operation.LeakyRelu(0.2f), x);
        String grouped = builder.add("grouped", conv(8, 8, Window.square(3, 1, 1), 4), x);
        grouped = builder.add("grouped.clip", new Operation.Clip(-0.5f, 1.5f), grouped);
        x = builder.add("add", new Operation.Add(), grouped, x);
        x = builder.add("max", new Operation.MaxPool(new Window(3, 3, 2, 2, 0, 1, 1, 0, 1, 1), true), x);
        String gate = builder.add("gate.mean", new Operation.GlobalAveragePool(), x);
        gate = builder.add("gate.conv", conv(8, 8, Window.square(1, 1, 0), 1), gate);
        gate = builder.add("gate.sigmoid", new Operation.Sigmoid(), gate);
        x = builder.add("gated", new Operation.Multiply(), x, gate);
        String part =
                builder.add("slice", new Operation.Slice(List.of(0, 0, 1), List.of(8, 4, 5), List.of(2, 1, 2)), x);
        part = builder.add("pad", new Operation.Pad(List.of(1, 0, 0), List.of(0, 0, 3), 0.25f), part);
        String rest = builder.add("average", new Operation.AveragePool(Window.square(2, 1, 1), false, true), x);
        rest = builder.add("tanh", new Operation.Tanh(), rest);
        rest = builder.add("cut", new Operation.Slice(List.of(0, 0, 0), List.of(8, 4, 5), List.of(1, 1, 1)), rest);
        x = builder.add("concat", new Operation.Concat(0), part, rest);
        x = builder.add("relu", new Operation.Relu(), x);
        x = builder.add("reshape", new Operation.Reshape(List.of(13, 20)), x);
        x = builder.add("transpose", new Operation.Transpose(List.of(1, 0)), x);
        x = builder.add("rows", new Operation.FullyConnected(13, 4), x);
        x = builder.add("rows.relu", new Operation.Relu(), x);
        x = builder.add("flatten", new Operation.Flatten(), x);
        x = builder.add("fc", new Operation.FullyConnected(80, 5), x);
        builder.add("scores", new Operation.LogSoftmax(), x);
        return builder.build("every");
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = NetworkImporterTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
