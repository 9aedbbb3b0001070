package org.layco.train.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.TrainedNetwork;

class TrainableNetworkTest {
    private static final Offset<Float> TINY = Offset.offset(1e-5f);
    private static final float[] TWO_IMAGES = {1, 3, 5, 7};

    @Test
    void normalisationKeepsTheShareOfItsMomentumAndUsesTheUnbiasedVariance() {
        try (Torch torch = TorchForTests.start();
                TrainableNetwork network = TrainableNetwork.initial(torch, normalisation(), 1)) {
            new TrainingStep(torch, network).gradient(TWO_IMAGES, new int[] {0, 0});

            // Values 1 3 5 7: mean 4, unbiased variance 20/3; before: mean 0, variance 1; momentum 0.75.
            assertThat(value(network.snapshot(), "norm.mean")).isEqualTo(0.25f * 4, TINY);
            assertThat(value(network.snapshot(), "norm.variance")).isEqualTo(0.75f + 0.25f * 20 / 3, TINY);
        }
    }

    @Test
    void evaluationNormalisesByTheRunningStatisticsAndLeavesThemAlone() {
        TrainedNetwork trained = new TrainedNetwork(
                normalisation(),
                Map.of(
                        "norm.scale", new float[] {3},
                        "norm.bias", new float[] {0.5f},
                        "norm.mean", new float[] {2},
                        "norm.variance", new float[] {3.75f}));
        try (Torch torch = TorchForTests.start();
                TrainableNetwork network = TrainableNetwork.of(torch, trained)) {
            float[] logits = new TrainingStep(torch, network).logits(TWO_IMAGES, 2);

            // sqrt(3.75 + epsilon 0.25) = 2: (x - 2) / 2 * 3 + 0.5
            assertThat(logits).containsExactly(new float[] {-1, 2, 5, 8}, TINY);
            assertThat(value(network.snapshot(), "norm.mean")).isEqualTo(2);
        }
    }

    @Test
    void optimizerFollowsNesterovMomentumWithDecayOfWeightsOnly() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(1, 1, 1));
        String x = builder.add("flatten", new Operation.Flatten(), NetworkGraph.INPUT);
        builder.add("fc", new Operation.FullyConnected(1, 2), x);
        TrainedNetwork start = new TrainedNetwork(
                builder.build("fc"),
                Map.of("fc.weight", new float[] {0.5f, 0.5f}, "fc.bias", new float[] {0.1f, 0.1f}));
        try (Torch torch = TorchForTests.start();
                TrainableNetwork network = TrainableNetwork.of(torch, start);
                SgdOptimizer optimizer = new SgdOptimizer(torch, network, 0.5, 0.2)) {
            TrainingStep step = new TrainingStep(torch, network);
            step.gradient(new float[] {2}, new int[] {0});
            optimizer.step(0.1);

            // Equal logits: gradient of the logits is (-0.5, 0.5), of weights (-1, 1), plus decay 0.2 * 0.5 = 0.1 each.
            // First velocity = gradient, so the step is 0.1 * (1 + 0.5) times it.
            TrainedNetwork moved = network.snapshot();
            assertThat(moved.parameters().getOrDefault("fc.weight", new float[0]))
                    .containsExactly(new float[] {0.5f + 0.15f * 0.9f, 0.5f - 0.15f * 1.1f}, TINY);
            assertThat(moved.parameters().getOrDefault("fc.bias", new float[0]))
                    .containsExactly(new float[] {0.1f + 0.15f * 0.5f, 0.1f - 0.15f * 0.5f}, TINY);
        }
    }

    @Test
    void stepsLeaveNoTensorsBehind() {
        try (Torch torch = TorchForTests.start();
                TrainableNetwork network = TrainableNetwork.initial(torch, normalisation(), 1);
                SgdOptimizer optimizer = new SgdOptimizer(torch, network, 0.9, 0)) {
            TrainingStep step = new TrainingStep(torch, network);
            int before = tensors(torch);
            for (int n = 0; n < 20; n++) {
                step.gradient(TWO_IMAGES, new int[] {0, 1});
                optimizer.step(0.01);
            }

            assertThat(tensors(torch)).isEqualTo(before);
        }
    }

    private static int tensors(Torch torch) {
        return torch.manager().getManagedArrays().size();
    }

    private static float value(TrainedNetwork network, String name) {
        return network.parameters().getOrDefault(name, new float[0])[0];
    }

    private static NetworkGraph normalisation() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(1, 1, 2));
        String x = builder.add("norm", new Operation.BatchNormalization(1, 0.25f, 0.75f), NetworkGraph.INPUT);
        builder.add("flatten", new Operation.Flatten(), x);
        return builder.build("norm");
    }
}
