package org.layco.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layco.SharedData;
import org.layco.inference.OnnxRuntime;
import org.layco.mapping.FeatureMap;
import org.layco.mapping.Liveness;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.network.reference.ReferenceNetworks;

/** Generated networks are, layer by layer and map by map, what the reader makes of the same network's ONNX file. */
class ReferenceNetworksTest {
    private final OnnxRuntime runtime = OnnxRuntime.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alexnet",
                "densenet121",
                "googlenet",
                "inception_v3",
                "mobilenet_v2",
                "resnet152",
                "resnet18",
                "resnet50",
                "resnext50_32x4d",
                "squeezenet1_0",
                "vgg16",
                "vgg19"
            })
    void aGeneratedNetworkIsThatOfTorchvisionsGraph(String name) {
        assertSame(name, "topologies/" + name + ".onnx");
    }

    @Test
    void generatedResNet20IsTheTrainedOneWithoutItsWeights() {
        assertSame("resnet20", "models/cifar10_resnet20_akamaster.onnx");
    }

    private void assertSame(String name, String file) {
        Network read = new OnnxReader(runtime).read(SharedData.require(file));
        Network generated = ReferenceNetworks.find(name).orElseThrow();
        assertThat(layers(generated)).containsExactlyElementsOf(layers(read));
        assertThat(lived(Liveness.of(generated).maps()))
                .containsExactlyElementsOf(lived(Liveness.of(read).maps()));
        assertThat(lived(Liveness.of(generated).carried()))
                .containsExactlyElementsOf(lived(Liveness.of(read).carried()));
        assertThat(generated.inputShape()).isEqualTo(read.inputShape());
        assertThat(generated.classes()).isEqualTo(read.classes());
    }

    /** A layer but for its name and weights; values are told by the number of the layer that makes them. */
    private record Seen(String operator, MvmShape shape, MvmLayer.Layout layout, int weights, List<String> tail) {}

    private static List<Seen> layers(Network network) {
        Map<String, Integer> makers = network.mvmLayers().stream()
                .collect(java.util.stream.Collectors.toMap(MvmLayer::output, MvmLayer::index));
        return network.mvmLayers().stream()
                .map(layer -> new Seen(
                        layer.operator(),
                        layer.shape(),
                        layer.layout(),
                        layer.weights().elements(),
                        layer.tail().stream().map(op -> seen(op, makers)).toList()))
                .toList();
    }

    private static String seen(PointwiseOp op, Map<String, Integer> makers) {
        return switch (op) {
            case PointwiseOp.Add(String value) -> "Add " + Objects.toString(makers.get(value), "of a segment");
            case PointwiseOp.Relu _, PointwiseOp.Clip _ -> op.toString();
        };
    }

    /** A feature map but for its name and the number of its schedule step. */
    private record Lived(int elements, List<Integer> readers, int firstMoment, int lastMoment, int parts) {}

    private static List<Lived> lived(List<FeatureMap> maps) {
        return maps.stream().map(ReferenceNetworksTest::lived).toList();
    }

    private static Lived lived(FeatureMap map) {
        return new Lived(
                map.elements(),
                map.readers(),
                map.firstMoment(),
                map.lastMoment(),
                map.parts().size());
    }
}
