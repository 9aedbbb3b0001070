package org.layco.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedNetworkTest {
    @Test
    void resnet8HasTheParametersOfItsLayers() {
        // stem 16*9 + 2*16; block1 2*(16*16*9 + 32); block2 32*16*9 + 64 + 32*32*9 + 64 + 16*32 + 32;
        // block3 64*32*9 + 128 + 64*64*9 + 128 + 32*64 + 64; classifier 640 + 10
        int expected = (144 + 32)
                + 2 * (2304 + 32)
                + (4608 + 64 + 9216 + 64 + 512 + 32)
                + (18432 + 128 + 36864 + 128 + 2048 + 64)
                + 650;

        assertThat(EmbeddedNetwork.RESNET8.graph().trainedParameters()).isEqualTo(expected);
    }

    @Test
    void lenet5HasThe61706ParametersOfItsUsualForm() {
        assertThat(EmbeddedNetwork.LENET5.graph().trainedParameters()).isEqualTo(61_706);
    }

    @Test
    void refusesGraphsOutOfOrderOrWithTwoNodesOfOneName() {
        GraphNode relu = new GraphNode("relu", new Operation.Relu(), List.of(NetworkGraph.INPUT));
        GraphNode orphan = new GraphNode("orphan", new Operation.Relu(), List.of("later"));

        assertThatThrownBy(() -> new NetworkGraph("n", List.of(1, 2, 2), List.of(orphan)))
                .hasMessageContaining("orphan uses [later] before");
        assertThatThrownBy(() -> new NetworkGraph("n", List.of(1, 2, 2), List.of(relu, relu)))
                .hasMessageContaining("two nodes are called relu");
        assertThatThrownBy(() -> new GraphNode("sum", new Operation.Add(), List.of("relu")))
                .hasMessageContaining("sum cannot compute Add[] from inputs [relu]");
    }
}
