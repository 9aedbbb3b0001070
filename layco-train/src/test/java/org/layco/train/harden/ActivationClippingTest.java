package org.layco.train.harden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layco.quant.Quantizer;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.Window;

class ActivationClippingTest {
    @Test
    void limitsActivationsAlsoThroughPoolingAndLeavesOthersAlone() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(1, 4, 4));
        String x = builder.add("relu1", new Operation.Relu(), NetworkGraph.INPUT);
        x = builder.add("pool", new Operation.MaxPool(Window.square(2, 2, 0), false), x);
        x = builder.add("conv", new Operation.Convolution(1, 3, Window.square(1, 1, 0), 1, true), x);
        x = builder.add("clip6", new Operation.Clip(0, 6), x);
        x = builder.add("mean", new Operation.GlobalAveragePool(), x);
        x = builder.add("relu2", new Operation.Relu(), x);
        x = builder.add("flatten", new Operation.Flatten(), x);
        builder.add("fc", new Operation.FullyConnected(3, 2), x);
        StoredRanges ranges = new StoredRanges(
                Map.of("pool", stored(0, 3), "clip6", stored(1, 2), "flatten", stored(2, 9)), Map.of());

        NetworkGraph clipped = ActivationClipping.apply(builder.build("n"), ranges);

        assertThat(clipped.nodes().stream().map(GraphNode::operation))
                .contains(new Operation.Clip(0, 3), new Operation.Clip(0, 2), new Operation.Clip(0, 9))
                .doesNotContain(new Operation.Relu(), new Operation.Clip(0, 6));
        assertThat(clipped.shapes()).isEqualTo(builder.build("n").shapes());
    }

    private static StoredRanges.FeatureMap stored(int layer, double range) {
        return new StoredRanges.FeatureMap(layer, Quantizer.ofRange(8, false, range));
    }
}
