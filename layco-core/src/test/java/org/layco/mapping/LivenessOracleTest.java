package org.layco.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/** Liveness against brute force: every order of a small graph is walked step by step with the buffer as a set of values. */
class LivenessOracleTest {
    private static final int NETWORKS = 150;

    static Stream<Network> networks() {
        return Stream.iterate(0L, seed -> seed + 1)
                .limit(NETWORKS)
                .map(seed -> RandomNetworks.of(seed, 3 + (int) (seed % 4)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void thePeakIsTheSmallestOverAllOrders(Network network) {
        List<List<Integer>> orders = new ArrayList<>();
        allOrders(network, new ArrayList<>(), orders);
        long smallest = orders.stream()
                .mapToLong(order -> peakByHand(network, order))
                .min()
                .orElseThrow();
        Liveness liveness = Liveness.of(network);
        assertThat(orders).contains(liveness.order());
        assertThat(liveness.peakCells(FeatureMap::elements)).isEqualTo(smallest);
        assertThat(peakByHand(network, liveness.order())).isEqualTo(smallest);
        assertThat(Liveness.inOrderOf(network).peakCells(FeatureMap::elements))
                .isEqualTo(
                        peakByHand(network, liveness.order().stream().sorted().toList()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyMapHasOnePlaceWhileItLivesAndNoneIsShared(Network network) {
        Liveness liveness = Liveness.of(network);
        FixedPlacement placement = FixedPlacement.of(liveness, map -> 3L * map.elements());
        assertThat(placement.cells()).isEqualTo(liveness.peakCells(map -> 3L * map.elements()));
        liveness.stored()
                .forEach(map -> assertThat(placement.extents().stream()
                                .filter(extent -> extent.map().equals(map))
                                .mapToLong(extent -> extent.to() - extent.from())
                                .sum())
                        .as(map.value())
                        .isEqualTo(3L * map.elements()));
        List<FixedPlacement.Extent> extents = placement.extents();
        for (int i = 0; i < extents.size(); i++) {
            for (FixedPlacement.Extent other : extents.subList(i + 1, extents.size())) {
                FixedPlacement.Extent one = extents.get(i);
                boolean together = one.map().firstMoment() <= other.map().lastMoment()
                        && other.map().firstMoment() <= one.map().lastMoment();
                assertThat(together && one.from() < other.to() && other.from() < one.to())
                        .isFalse();
            }
        }
        assertThat(placement.runs().stream()
                        .mapToLong(run -> run.cells() * run.writes())
                        .sum())
                .isEqualTo(placement.writes());
    }

    @Test
    void theGraphsHaveSkipEdgesCarriedValuesPartsAndOrdersToChooseFrom() {
        List<Liveness> all = networks().map(Liveness::of).toList();
        assertThat(all).filteredOn(one -> !one.carried().isEmpty()).hasSizeGreaterThan(20);
        assertThat(all)
                .filteredOn(
                        one -> one.maps().stream().anyMatch(map -> !map.parts().isEmpty()))
                .hasSizeGreaterThan(3);
        assertThat(networks()
                        .filter(network -> Liveness.of(network).peakCells(FeatureMap::elements)
                                < Liveness.inOrderOf(network).peakCells(FeatureMap::elements)))
                .hasSizeGreaterThan(10);
    }

    private static void allOrders(Network network, List<Integer> sofar, List<List<Integer>> orders) {
        int layers = network.mvmLayers().size();
        if (sofar.size() == layers) {
            orders.add(List.copyOf(sofar));
            return;
        }
        for (int layer = 0; layer < layers; layer++) {
            if (!sofar.contains(layer) && sofar.containsAll(layersBefore(network, layer))) {
                sofar.add(layer);
                allOrders(network, sofar, orders);
                sofar.removeLast();
            }
        }
    }

    private static Set<Integer> layersBefore(Network network, int layer) {
        Set<Integer> before = new HashSet<>();
        Set<String> wanted = new HashSet<>(network.mvmLayers().get(layer).inputs());
        for (Layer step : network.schedule().reversed()) {
            if (step.outputs().stream().anyMatch(wanted::contains)) {
                wanted.addAll(step.inputs());
                if (step instanceof MvmLayer mvm) {
                    before.add(mvm.index());
                }
            }
        }
        return before;
    }

    /**
     * Walks an order. Segments run when the next layer asks for them, in the stage before it. What a moment needs is found
     * by asking every later read where it gets its values: from the buffer if they are feature maps, by running the
     * segment again if that takes feature maps alone, else from the buffer as well.
     */
    private static long peakByHand(Network network, List<Integer> order) {
        Map<String, Layer> makers = new HashMap<>();
        Set<String> maps = new HashSet<>();
        network.schedule().forEach(step -> step.outputs().forEach(output -> makers.put(output, step)));
        network.mvmLayers().forEach(layer -> maps.add(layer.input()));
        Map<Layer, Integer> stages = new HashMap<>();
        for (int stage = 0; stage < order.size(); stage++) {
            MvmLayer layer = network.mvmLayers().get(order.get(stage));
            runSegments(layer.inputs(), stage - 1, makers, stages);
            stages.put(layer, stage);
        }
        runSegments(List.of(network.output()), order.size() - 1, makers, stages);
        Map<String, int[]> spans = new HashMap<>();
        stages.forEach((step, stage) -> {
            for (String input : step.inputs()) {
                boolean windows = step instanceof MvmLayer mvm
                        ? mvm.input().equals(input) && mvm.shape().kernelHeight() > 1
                        : ((DigitalSegment) step).operators().contains("MaxPool");
                boolean streamed = step.outputs().stream()
                        .allMatch(output -> step instanceof DigitalSegment && againFromMaps(output, makers, maps));
                if (!streamed) {
                    need(input, stage < 0 ? 0 : 2 * stage + (windows ? 1 : 0), windows, makers, maps, spans);
                }
            }
        });
        Map<Integer, Long> occupied = new HashMap<>();
        spans.forEach((value, span) -> {
            Layer maker = makers.get(value);
            int madeIn = maker == null ? -1 : stages.getOrDefault(maker, -1);
            int made = madeIn < 0 ? 0 : 2 * madeIn + 1;
            if (maps.contains(value) || span[0] > made) {
                for (int moment = made; moment <= Math.max(made, span[0]); moment++) {
                    occupied.merge(moment, elements(network, value), Long::sum);
                }
            }
        });
        return occupied.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static void runSegments(
            List<String> values, int stage, Map<String, Layer> makers, Map<Layer, Integer> stages) {
        for (String value : values) {
            if (makers.get(value) instanceof DigitalSegment segment && !stages.containsKey(segment)) {
                stages.put(segment, stage);
                runSegments(segment.inputs(), stage, makers, stages);
            }
        }
    }

    private static boolean againFromMaps(String value, Map<String, Layer> makers, Set<String> maps) {
        return !maps.contains(value)
                && makers.get(value) instanceof DigitalSegment segment
                && maps.containsAll(segment.inputs());
    }

    private static void need(
            String value,
            int moment,
            boolean windows,
            Map<String, Layer> makers,
            Set<String> maps,
            Map<String, int[]> spans) {
        if (againFromMaps(value, makers, maps) && makers.get(value) instanceof DigitalSegment segment) {
            boolean widened = !windows && segment.operators().contains("MaxPool");
            for (String input : segment.inputs()) {
                need(input, moment == 0 ? 0 : moment + (widened ? 1 : 0), windows || widened, makers, maps, spans);
            }
        } else {
            int[] span = spans.computeIfAbsent(value, _ -> new int[1]);
            span[0] = Math.max(span[0], moment);
        }
    }

    private static long elements(Network network, String value) {
        return network.valueShapes().getOrDefault(value, List.of()).stream().reduce(1, (a, b) -> a * b);
    }
}
