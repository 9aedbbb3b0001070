package org.layco.network.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.inference.NetworkRunner;
import org.layco.inference.OnnxRuntime;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;

/** Reference networks have the layers, parameters and MACs that are published of them. */
class ReferenceNetworksTest {
    /** Half a unit of the last place of figures in G with three decimals. */
    private static final double ROUNDING = 5.1e-4;

    /**
     * Parameters and multiply-accumulates as torchvision's weights state them ({@code num_params}, {@code _ops} in G).
     * Inception v3 is counted without its auxiliary classifier: 27,161,264 with it, which has 3,326,696.
     */
    @ParameterizedTest
    @CsvSource({
        "alexnet, PLAIN, 8, 61100840, 0.714",
        "vgg16, PLAIN, 16, 138357544, 15.470",
        "vgg19, PLAIN, 19, 143667240, 19.632",
        "resnet18, NORMALISED, 21, 11689512, 1.814",
        "resnet50, NORMALISED, 54, 25557032, 4.089",
        "resnet152, NORMALISED, 156, 60192808, 11.514",
        "resnext50_32x4d, NORMALISED, 54, 25028904, 4.230",
        "squeezenet1_0, PLAIN, 26, 1248424, 0.819",
        "mobilenet_v2, NORMALISED, 53, 3504872, 0.301",
        "densenet121, DENSE, 121, 7978856, 2.834",
        "googlenet, NORMALISED, 58, 6624904, 1.498",
        "inception_v3, NORMALISED, 95, 23834568, 5.713"
    })
    void aNetworkForImageNetHasItsPublishedSize(
            String name, Normalisation normalisation, int layers, long parameters, double gigaMacs) {
        Network network = network(name);
        assertThat(network.mvmLayers()).hasSize(layers);
        assertThat(parameters(network, normalisation)).isEqualTo(parameters);
        assertThat(network.macs() / 1e9).isCloseTo(gigaMacs, within(ROUNDING));
        assertThat(network.classes()).isEqualTo(1000);
    }

    /**
     * Parameters in millions: alexnet and ResNeXt-29 from the table of pytorch-classification (W. Yang), which the latter
     * shares with S. Xie et al., CVPR 2017, Table 7 (34.4 M); ResNet-20 and 56 from K. He et al., CVPR 2016, Table 6;
     * VGG-16 with BatchNorm from pytorch-cifar-models (Y. Chen), which gives 313.7 M MACs.
     */
    @ParameterizedTest
    @CsvSource({
        "alexnet_cifar10, PLAIN, 6, 2.47",
        "vgg16_cifar10, NORMALISED, 16, 15.25",
        "resnet20, NORMALISED, 20, 0.27",
        "resnet56, NORMALISED, 56, 0.85",
        "resnext29_8x64d, NORMALISED, 32, 34.43"
    })
    void aNetworkForCifarHasItsPublishedSize(String name, Normalisation normalisation, int layers, double millions) {
        Network network = network(name);
        assertThat(network.mvmLayers()).hasSize(layers);
        assertThat(parameters(network, normalisation) / 1e6).isCloseTo(millions, within(0.0051));
        assertThat(network.classes()).isEqualTo(10);
    }

    /** 40.81 and 313.7 M are those of pytorch-cifar-models, whose ResNets have two 1x1 projections of 131,072 MACs each. */
    @Test
    void macsOfCifarNetworksAreThePublishedOnes() {
        assertThat((network("resnet20").macs() + 2 * 131_072) / 1e6).isCloseTo(40.81, within(0.0051));
        assertThat(network("vgg16_cifar10").macs() / 1e6).isCloseTo(313.7, within(0.051));
    }

    /** Each row C, M, P, Q, R, S, stride: the workloads of CiMLoop (ISPASS 2024) for AlexNet, ResNet-18 and VGG-16. */
    @Test
    void layersAreThoseThatOthersSimulate() {
        assertThat(shapes("alexnet"))
                .containsExactly(
                        List.of(3, 64, 55, 55, 11, 11, 4),
                        List.of(64, 192, 27, 27, 5, 5, 1),
                        List.of(192, 384, 13, 13, 3, 3, 1),
                        List.of(384, 256, 13, 13, 3, 3, 1),
                        List.of(256, 256, 13, 13, 3, 3, 1),
                        List.of(9216, 4096, 1, 1, 1, 1, 1),
                        List.of(4096, 4096, 1, 1, 1, 1, 1),
                        List.of(4096, 1000, 1, 1, 1, 1, 1));
        assertThat(shapes("vgg16"))
                .startsWith(List.of(3, 64, 224, 224, 3, 3, 1), List.of(64, 64, 224, 224, 3, 3, 1))
                .contains(List.of(512, 512, 14, 14, 3, 3, 1), List.of(25088, 4096, 1, 1, 1, 1, 1));
        assertThat(shapes("resnet18"))
                .startsWith(List.of(3, 64, 112, 112, 7, 7, 2), List.of(64, 64, 56, 56, 3, 3, 1))
                .contains(List.of(256, 512, 7, 7, 1, 1, 2))
                .endsWith(List.of(512, 512, 7, 7, 3, 3, 1), List.of(512, 1000, 1, 1, 1, 1, 1));
    }

    /** NeuroSim V1.3's NetWork_VGG8.csv, and the layers of MNSIM 2.0's network.py for CIFAR-10. */
    @Test
    void networksOfOtherSimulatorsHaveTheirLayers() {
        assertThat(shapes("vgg8"))
                .containsExactly(
                        List.of(3, 128, 32, 32, 3, 3, 1),
                        List.of(128, 128, 32, 32, 3, 3, 1),
                        List.of(128, 256, 16, 16, 3, 3, 1),
                        List.of(256, 256, 16, 16, 3, 3, 1),
                        List.of(256, 512, 8, 8, 3, 3, 1),
                        List.of(512, 512, 8, 8, 3, 3, 1),
                        List.of(8192, 1024, 1, 1, 1, 1, 1),
                        List.of(1024, 10, 1, 1, 1, 1, 1));
        assertThat(shapes("lenet"))
                .containsExactly(
                        List.of(3, 6, 28, 28, 5, 5, 1),
                        List.of(6, 16, 10, 10, 5, 5, 1),
                        List.of(16, 120, 1, 1, 5, 5, 1),
                        List.of(120, 84, 1, 1, 1, 1, 1),
                        List.of(84, 10, 1, 1, 1, 1, 1));
        assertThat(shapes("resnet18_cifar10"))
                .hasSize(22)
                .startsWith(List.of(3, 64, 32, 32, 3, 3, 1), List.of(64, 64, 16, 16, 3, 3, 1))
                .contains(List.of(256, 512, 2, 2, 3, 3, 2))
                .endsWith(List.of(2048, 512, 1, 1, 1, 1, 1), List.of(512, 10, 1, 1, 1, 1, 1));
    }

    /** Parameters of each module: F. Iandola et al., arXiv 1602.07360, Table 1. */
    @ParameterizedTest
    @CsvSource({
        "conv1, 14208",
        "fire2, 11920",
        "fire3, 12432",
        "fire4, 45344",
        "fire5, 49440",
        "fire6, 104880",
        "fire7, 111024",
        "fire8, 188992",
        "fire9, 197184",
        "conv10, 513000"
    })
    void modulesOfSqueezeNetHaveTheirPublishedParameters(String module, long parameters) {
        long counted = network("squeezenet").mvmLayers().stream()
                .filter(layer -> layer.name().equals(module) || layer.name().startsWith(module + "."))
                .mapToLong(layer -> layer.weights().elements() + layer.bias().length)
                .sum();
        assertThat(counted).isEqualTo(parameters);
    }

    @Test
    void namesMayBeWrittenAsInPapers() {
        assertThat(network("ResNet-18").name()).isEqualTo("resnet18");
        assertThat(network("ResNeXt-50").name()).isEqualTo("resnext50_32x4d");
        assertThat(network("MobileNetV2").name()).isEqualTo("mobilenet_v2");
        assertThat(network("ResNeXt-29").name()).isEqualTo("resnext29_8x64d");
        assertThat(ReferenceNetworks.find("resnet19")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aReferenceNetworkCannotInferAndSaysSo(String name) {
        Network network = network(name);
        assertThat(network.hasWeights()).isFalse();
        assertThatThrownBy(() -> new NetworkRunner(OnnxRuntime.start(), network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network.name() + " has no weights");
        assertThatThrownBy(() -> network.mvmLayers().getFirst().weights().values())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never given");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aDescriptionHasOneDigestWhichNoOtherHas(String name) {
        assertThat(network(name).sha256())
                .matches("[0-9a-f]{64}")
                .isEqualTo(network(name).sha256());
        assertThat(names().filter(other ->
                        network(other).sha256().equals(network(name).sha256())))
                .containsExactly(name);
    }

    static Stream<String> names() {
        return ReferenceNetworks.names().stream();
    }

    private static Network network(String name) {
        return ReferenceNetworks.find(name).orElseThrow();
    }

    private static List<List<Integer>> shapes(String name) {
        List<List<Integer>> shapes = new ArrayList<>();
        for (MvmLayer layer : network(name).mvmLayers()) {
            MvmShape shape = layer.shape();
            shapes.add(List.of(
                    shape.channels(),
                    shape.outputs(),
                    shape.outHeight(),
                    shape.outWidth(),
                    shape.kernelHeight(),
                    shape.kernelWidth(),
                    shape.strideHeight()));
        }
        return shapes;
    }

    /** Where the published network has biases, and where scales and shifts of BatchNorm in their place. */
    enum Normalisation {
        /** Biases everywhere. */
        PLAIN,
        /** BatchNorm behind every convolution, biases in fully connected layers. */
        NORMALISED,
        /** BatchNorm behind the convolutions that a Relu follows and before the others. */
        DENSE
    }

    private static long parameters(Network network, Normalisation normalisation) {
        long parameters = 0;
        for (Layer step : network.schedule()) {
            parameters += switch (step) {
                case MvmLayer layer -> layer.weights().elements() + vectors(layer, normalisation);
                case DigitalSegment segment ->
                    segment.operators().contains("BatchNormalization")
                            ? 2L * channels(network, segment.outputs().getLast())
                            : 0;
            };
        }
        return parameters;
    }

    private static int channels(Network network, String value) {
        return Objects.requireNonNull(network.valueShapes().get(value)).getFirst();
    }

    private static long vectors(MvmLayer layer, Normalisation normalisation) {
        int outputs = layer.shape().outputs();
        if (layer.operator().equals("Gemm")) {
            return outputs;
        }
        return switch (normalisation) {
            case PLAIN -> outputs;
            case NORMALISED -> 2L * outputs;
            case DENSE -> layer.tail().isEmpty() ? 0 : 2L * outputs;
        };
    }
}
