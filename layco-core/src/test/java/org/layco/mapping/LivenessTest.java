package org.layco.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.cost.ResNet20;
import org.layco.network.DigitalSegment;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;

class LivenessTest {
    /** image -> a -> relu -> x -> b -> relu -> y -> c -> (+ x) -> z -> d: a residual block between two layers. */
    private static final Network RESIDUAL = new Network(
            "residual",
            "00",
            13,
            "image",
            List.of(4),
            0,
            List.of(
                    layer(0, "a", "image", "a.out", 4, 10),
                    segment("s0", List.of("a.out"), "x"),
                    layer(1, "b", "x", "b.out", 10, 20),
                    segment("s1", List.of("b.out"), "y"),
                    layer(2, "c", "y", "c.out", 20, 10),
                    segment("s2", List.of("c.out", "x"), "z"),
                    layer(3, "d", "z", "scores", 10, 3)),
            "scores",
            3,
            Map.of(),
            Map.of());

    @Test
    void aFeatureMapLivesFromItsProductionToItsLastReadOverSkipEdges() {
        Liveness liveness = Liveness.of(RESIDUAL);
        assertThat(liveness.maps())
                .containsExactly(
                        new FeatureMap("image", 4, List.of(0), -1, 0, 0, List.of()),
                        new FeatureMap("x", 10, List.of(1), 1, 1, 4, List.of()),
                        new FeatureMap("y", 20, List.of(2), 3, 3, 4, List.of()),
                        new FeatureMap("z", 10, List.of(3), 5, 5, 6, List.of()));
        assertThat(liveness.carried()).isEmpty();
    }

    @Test
    void thePeakIsWhenTheSkippedMapAndTheInnerOneCoexistTheirSumTakingTheirPlace() {
        Liveness liveness = Liveness.of(RESIDUAL);
        assertThat(liveness.peakCells(map -> 8L * map.elements())).isEqualTo(8 * (10 + 20));
        assertThat(liveness.peakCells(map -> map.value().equals("y") ? 0 : 8L * map.elements()))
                .isEqualTo(8 * 10);
    }

    /** The same block with what follows each layer in its tail, and the shortcut computed before it is added. */
    private static final Network WITH_TAILS = new Network(
            "tails",
            "00",
            13,
            "image",
            List.of(4),
            0,
            List.of(
                    layer(0, "a", "image", "x", 4, 10, new PointwiseOp.Relu()),
                    layer(1, "b", "x", "y", 10, 20, new PointwiseOp.Relu()),
                    segment("s0", List.of("x"), "shortcut"),
                    layer(2, "c", "y", "z", 20, 10, new PointwiseOp.Add("shortcut")),
                    layer(3, "d", "z", "scores", 10, 3)),
            "scores",
            3,
            Map.of(),
            Map.of());

    @Test
    void aTailReadsWhatItAddsInItsLayersStageThroughDigitalOperatorsToo() {
        assertThat(Liveness.of(WITH_TAILS).maps())
                .containsExactly(
                        new FeatureMap("image", 4, List.of(0), -1, 0, 0, List.of()),
                        new FeatureMap("x", 10, List.of(1), 0, 1, 4, List.of()),
                        new FeatureMap("y", 20, List.of(2), 1, 3, 4, List.of()),
                        new FeatureMap("z", 10, List.of(3), 3, 5, 6, List.of()));
    }

    /**
     * ResNet-20 by hand, in codes. Stem: the image (3*32*32 = 3072) is read through 3 x 3 windows while 16*32*32 = 16,384
     * are written. Blocks of the first group: a block's input and its inner map, 16,384 each, coexist; its output takes
     * the place of its input, which the tail adds position by position. Blocks that halve the map hold 16,384 + 8192, and
     * write 8192 more while their input stays, since the shortcut moves positions. So the peak is 2 * 16,384.
     */
    @Test
    void resNet20NeedsTwoMapsOfItsFirstGroup() {
        Liveness liveness = Liveness.of(ResNet20.network());
        assertThat(liveness.peakCells(FeatureMap::elements)).isEqualTo(2 * 16_384);
        assertThat(liveness.carried()).isEmpty();
        assertThat(liveness.peakCells(map -> map.firstMoment() <= 1 ? map.elements() : 0))
                .as("stem")
                .isEqualTo(3072 + 16_384);
        assertThat(liveness.peakCells(map -> map.readers().getFirst() >= 7 ? map.elements() : 0))
                .as("from the first block that halves the map")
                .isEqualTo(16_384 + 8192 + 8192);
    }

    /** A chain has one order, whatever its sizes. */
    @Test
    void layersInAChainKeepTheirOrder() {
        assertThat(Liveness.of(RESIDUAL).order()).containsExactly(0, 1, 2, 3);
        assertThat(Liveness.of(RESIDUAL)).isEqualTo(Liveness.inOrderOf(RESIDUAL));
    }

    private static MvmLayer layer(
            int index, String name, String input, String output, int inputs, int outputs, PointwiseOp... tail) {
        return new MvmLayer(
                index,
                name,
                "Gemm",
                MvmShape.fullyConnected(inputs, outputs, 1),
                MvmLayer.Layout.CHANNELS_LAST,
                new Weights.Constant(inputs * outputs, 1),
                new float[outputs],
                List.of(tail),
                input,
                output);
    }

    private static DigitalSegment segment(String name, List<String> inputs, String output) {
        return new DigitalSegment(name, Optional.empty(), inputs, List.of(output), List.of("Relu"));
    }
}
