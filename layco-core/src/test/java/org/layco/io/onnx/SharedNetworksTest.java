package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.SharedData;
import org.layco.inference.FloatExecutor;
import org.layco.inference.NetworkRunner;
import org.layco.inference.OnnxRuntime;
import org.layco.network.DigitalSegment;
import org.layco.network.MvmLayer;
import org.layco.network.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Trained networks of others agree with their reference logits; reference topologies have their published sizes. */
class SharedNetworksTest {
    private static final float TOLERANCE = 2e-5f;
    private static final int IMAGES = 256;
    private static final int CLASSES = 10;

    private final OnnxRuntime runtime = OnnxRuntime.start();

    @Test
    void resNet20AgreesWithItsReferenceLogits() throws Exception {
        float[] images = cifar10(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}, 255);
        assertAgrees("cifar10_resnet20_akamaster", images, 40_551_040, 20);
    }

    @Test
    void onlyShortcutsAndPoolingOfResNet20StayOutsideItsLayers() {
        Network network = new OnnxReader(runtime).read(SharedData.require("models/cifar10_resnet20_akamaster.onnx"));
        List<List<String>> segments = network.schedule().stream()
                .filter(DigitalSegment.class::isInstance)
                .map(step -> ((DigitalSegment) step).operators())
                .toList();
        List<String> shortcut = List.of("Slice", "Slice", "Pad");
        assertThat(segments).containsExactly(shortcut, shortcut, List.of("AveragePool", "Flatten"));
    }

    @Test
    void foldedResNet20AgreesWithItsReferenceLogits() throws Exception {
        float[] images = cifar10(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}, 255);
        Network network =
                new OnnxReader(runtime).read(SharedData.require("models/cifar10_resnet20_akamaster.bnfolded.onnx"));
        assertClose(scores(network, images, 64), npy("models/cifar10_resnet20_akamaster.logits256.npy"));
    }

    @Test
    void mlPerfTinyResNet8AgreesWithItsReferenceLogits() throws Exception {
        assertAgrees("cifar10_resnet8_mlperftiny", cifar10(new float[3], new float[] {1, 1, 1}, 1), 12_501_632, 10);
    }

    @Test
    void mnistNetworkAgreesWithItsReferenceLogits() throws Exception {
        byte[] bytes;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(SharedData.require("mnist/test3000-images-idx3-ubyte.gz")))) {
            bytes = in.readAllBytes();
        }
        float[] images = new float[IMAGES * 28 * 28];
        for (int i = 0; i < images.length; i++) {
            images[i] = bytes[16 + i] & 0xff;
        }
        assertAgrees("mnist_cnn_tribuo", images, 480_500, 4);
    }

    private void assertAgrees(String model, float[] images, long macs, int layers) throws Exception {
        Path file = SharedData.require("models/" + model + ".onnx");
        Network network = new OnnxReader(runtime).read(file);
        assertThat(network.macs()).isEqualTo(macs);
        assertThat(network.mvmLayers()).hasSize(layers);
        float[] scores = scores(network, images, 64);
        assertClose(scores, npy("models/" + model + ".logits256.npy"));
        assertClose(scores, wholeModel(file, network, images));
    }

    private static float[] wholeModel(Path file, Network network, float[] images) throws IOException, OrtException {
        long[] dims = new long[network.inputShape().size() + 1];
        dims[0] = IMAGES;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = network.inputShape().get(i - 1);
        }
        try (WholeModel whole = new WholeModel(Files.readAllBytes(file), network.input())) {
            return whole.scores(images, dims);
        }
    }

    private float[] scores(Network network, float[] images, int batch) {
        float[] scores = new float[IMAGES * network.classes()];
        try (NetworkRunner runner = new NetworkRunner(runtime, network);
                FloatExecutor executor = new FloatExecutor(runtime)) {
            int size = network.inputElements();
            for (int first = 0; first < IMAGES; first += batch) {
                float[] some = Arrays.copyOfRange(images, first * size, (first + batch) * size);
                float[] result = runner.scores(runner.finish(runner.begin(some, batch), executor));
                System.arraycopy(result, 0, scores, first * network.classes(), result.length);
            }
        }
        return scores;
    }

    /**
     * Differences are relative to an image's largest score where that is above 1: the MNIST network's log-softmax
     * subtracts scores of up to 3000, whose last bit is worth 2.4e-4.
     */
    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float worst = 0;
        for (int first = 0; first < actual.length; first += CLASSES) {
            float largest = 1;
            float difference = 0;
            for (int i = first; i < first + CLASSES; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            }
            worst = Math.max(worst, difference / largest);
        }
        assertThat(worst).as("largest difference of a score").isLessThan(TOLERANCE);
    }

    private static float[] cifar10(float[] mean, float[] deviation, float scale) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.require("cifar10/test_batch.bin"));
        float[] images = new float[IMAGES * 3072];
        for (int i = 0; i < images.length; i++) {
            int channel = i % 3072 / 1024;
            int pixel = bytes[i / 3072 * 3073 + 1 + i % 3072] & 0xff;
            images[i] = (pixel / scale - mean[channel]) / deviation[channel];
        }
        return images;
    }

    private static float[] npy(String file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(SharedData.require(file))).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        float[] values = new float[(bytes.capacity() - 10 - header) / Float.BYTES];
        bytes.position(10 + header).asFloatBuffer().get(values);
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alexnet", "densenet121", "efficientnet_b0", "googlenet", "inception_v3", "mnasnet1_0",
                "mobilenet_v2", "mobilenet_v3_small", "resnet152", "resnet18", "resnet50", "resnext50_32x4d",
                "shufflenet_v2_x1_0", "squeezenet1_0", "squeezenet1_1", "vgg16", "vgg19"
            })
    void torchvisionTopologyHasItsPublishedSize(String name) throws IOException {
        Path file = SharedData.require("topologies/" + name + ".onnx");
        JsonNode expected = topology(name);
        Network network = new OnnxReader(runtime).read(file);
        assertThat(network.macs()).isEqualTo(expected.get("macs_per_image").asLong());
        assertThat(network.mvmLayers())
                .hasSize(expected.get("conv_and_fc_layers").asInt());
        assertThat(parameters(network, file)).isEqualTo(expected.get("params").asLong());
        assertThat(network.batch()).isZero();
    }

    private static JsonNode topology(String name) {
        for (JsonNode topology : new ObjectMapper().readTree(SharedData.require("topologies/topologies.json"))) {
            if (topology.get("name").asString().equals(name)) {
                return topology;
            }
        }
        throw new IllegalStateException("No topology " + name);
    }

    /** Weights as read; biases, scales and shifts, which folding merges, as the file has them. */
    private static long parameters(Network network, Path file) throws IOException {
        long parameters = network.mvmLayers().stream()
                .mapToLong(layer -> layer.weights().elements())
                .sum();
        for (OnnxMl.NodeProto node :
                OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList()) {
            MvmLayer layer = network.mvmLayers().stream()
                    .filter(candidate -> candidate.name().equals(Nodes.name(node)))
                    .findFirst()
                    .orElse(null);
            if (layer != null && node.getInputCount() == 3) {
                parameters += layer.shape().outputs();
            }
        }
        return parameters + 2 * normalisedChannels(file);
    }

    private static long normalisedChannels(Path file) throws IOException {
        OnnxMl.GraphProto graph =
                OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
        long channels = 0;
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("BatchNormalization")) {
                channels += elements(node.getInput(1), graph);
            }
        }
        return channels;
    }

    /** Elements of a constant: an initializer, or a ConstantOfShape over one. */
    private static long elements(String constant, OnnxMl.GraphProto graph) {
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            if (tensor.getName().equals(constant)) {
                return Tensors.count(tensor.getDimsList());
            }
        }
        String shape = graph.getNodeList().stream()
                .filter(node -> node.getOutput(0).equals(constant))
                .map(node -> node.getInput(0))
                .findFirst()
                .orElseThrow();
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(shape))
                .flatMap(tensor -> Tensors.integers(tensor).stream())
                .reduce(1L, Math::multiplyExact);
    }

    @Test
    void everyLightGraphOfTheOnnxProjectRuns() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(SharedData.require("topologies/onnx_light"))) {
            files = listed.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
        List<String> read = new ArrayList<>();
        for (Path file : files) {
            Network network = new OnnxReader(runtime).read(file);
            assertThat(network.classes()).as(network.name()).isIn(1000, 512);
            read.add(network.name());
        }
        assertThat(read).hasSize(9);
        Set<String> distinct = new HashSet<>(read);
        assertThat(distinct).hasSize(9);
    }
}
