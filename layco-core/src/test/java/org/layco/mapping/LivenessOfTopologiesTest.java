package org.layco.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.layco.SharedData;
import org.layco.inference.OnnxRuntime;
import org.layco.io.onnx.OnnxReader;
import org.layco.network.Network;

/** Peaks of published topologies at 224 x 224, in codes, against values derived by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivenessOfTopologiesTest {
    private OnnxReader reader;

    @BeforeAll
    void start() {
        reader = new OnnxReader(OnnxRuntime.start());
    }

    private Network read(String name) {
        return reader.read(SharedData.require("topologies/" + name + ".onnx"));
    }

    /**
     * Inception 3b, 28*28 = 784 positions, has the most. In torchvision's order its pooling branch comes last: when the
     * last 3 x 3 layer before it writes, there are the module's input (256), the outputs of three branches (128, 192, 96),
     * the 32 that this layer reads through windows, and the pooled input (256). The best order pools first and ends with
     * a 3 x 3 layer: its input (128), three branches (128, 96, 64), and the pooled concatenation (480 on 14*14).
     */
    @Test
    void googLeNetsBranchesInTheBestOrderNeedLittleMoreThanHalf() {
        Network network = read("googlenet");
        assertThat(Liveness.inOrderOf(network).peakCells(FeatureMap::elements))
                .isEqualTo(784 * (256 + 128 + 192 + 32 + 96 + 256));
        Liveness best = Liveness.of(network);
        assertThat(best.peakCells(FeatureMap::elements)).isEqualTo(784 * (128 + 128 + 96 + 64) + 196 * 480);
        assertThat(best.carried()).hasSize(9 * 3);
    }

    /**
     * Dense block 1 on 56*56 = 3136 positions: when its fifth layer ends there are the pooled stem (64) and five times 32
     * new channels, carried for later concatenations, the 128 that the 3 x 3 convolution reads through windows, and the
     * normalised concatenation (64 + 5*32) that the sixth layer will read. After the sixth the carried ones are done with,
     * and their 256 normalised channels take their place.
     */
    @Test
    void denseNet121CarriesWhatLaterLayersConcatenate() {
        Liveness liveness = Liveness.of(read("densenet121"));
        assertThat(liveness.peakCells(FeatureMap::elements)).isEqualTo(3136 * (64 + 5 * 32 + 128 + (64 + 5 * 32)));
        // Blocks of 6, 12, 24 and 16 layers carry their input and all outputs but, in the first three, the last's.
        assertThat(liveness.carried()).hasSize(4 + 6 + 12 + 24 + 16 - 4);
    }

    /**
     * ResNet-18 holds a block's input and inner map on 56*56 positions of 64 channels; sums take their addend's place. Of the
     * three blocks with a convolution on the shortcut, one branch is carried until the other adds it.
     */
    @Test
    void resNet18NeedsTwoMapsOfItsFirstGroupInItsOwnOrder() {
        Network network = read("resnet18");
        Liveness liveness = Liveness.of(network);
        assertThat(liveness).isEqualTo(Liveness.inOrderOf(network));
        assertThat(liveness.peakCells(FeatureMap::elements)).isEqualTo(2 * 64 * 3136);
        assertThat(liveness.carried()).hasSize(3);
    }
}
