package org.layco.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layco.train.OnnxRuntime;
import org.layco.train.graph.EmbeddedNetwork;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TorchForTests;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

class OnnxWriterTest {
    private static final int IMAGES = 5;
    private static final ModelMetadata METADATA =
            new ModelMetadata(0.286f, 0.353f, 0.91234, "Fashion-MNIST", 1, "layco-train/train --seed 1");

    @ParameterizedTest
    @EnumSource
    void onnxRuntimeComputesTheLogitsOfPyTorch(EmbeddedNetwork architecture) throws Exception {
        TrainedNetwork network = RandomNetworks.of(architecture.graph());
        float[] inputs = new float[IMAGES * 28 * 28];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }

        try (OnnxRuntime onnxRuntime = new OnnxRuntime(new OnnxWriter().write(network, METADATA.properties()));
                Torch torch = TorchForTests.start();
                TrainableNetwork trainable = TrainableNetwork.of(torch, network)) {
            float[] ofOnnxRuntime = onnxRuntime.logits(inputs, IMAGES);
            float[] ofPyTorch = new TrainingStep(torch, trainable).logits(inputs, IMAGES);
            assertThat(ofOnnxRuntime).hasSize(IMAGES * 10).containsExactly(ofPyTorch, Offset.offset(1e-4f));
            assertThat(Math.abs(ofPyTorch[0] - ofPyTorch[10])).isGreaterThan(1e-2f);
        }
    }

    @Test
    void writesEqualBytesForEqualNetworks() {
        NetworkGraph graph = EmbeddedNetwork.RESNET8.graph();

        assertThat(new OnnxWriter().write(RandomNetworks.of(graph), METADATA.properties()))
                .isEqualTo(new OnnxWriter().write(RandomNetworks.of(graph), METADATA.properties()));
    }

    @Test
    void keepsNormalisationSeparateAndNamesTheLayers() throws Exception {
        ModelProto model = ModelProto.parseFrom(
                new OnnxWriter().write(RandomNetworks.of(EmbeddedNetwork.RESNET8.graph()), METADATA.properties()));

        assertThat(model.getProducerName()).isEqualTo("layco-train");
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(13);
        assertThat(model.getGraph().getNodeList().stream().map(NodeProto::getName))
                .contains("block2.conv1", "block2.conv1.norm", "block2.shortcut", "classifier");
        assertThat(model.getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("BatchNormalization")))
                .hasSize(7);
        assertThat(model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("N");
    }

    @Test
    void saysHowItWasMade() throws Exception {
        ModelProto model = ModelProto.parseFrom(
                new OnnxWriter().write(RandomNetworks.of(EmbeddedNetwork.LENET5.graph()), METADATA.properties()));
        Map<String, String> properties = new HashMap<>();
        model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));

        assertThat(properties)
                .containsEntry("layco.preprocessing.scale", "unit")
                .containsEntry("layco.preprocessing.mean", "0.286")
                .containsEntry("layco.preprocessing.std", "0.353")
                .containsEntry("layco.top1", "0.9123")
                .containsEntry("layco.dataset", "Fashion-MNIST")
                .containsEntry("layco.seed", "1")
                .containsEntry("layco.command", "layco-train/train --seed 1");
    }
}
