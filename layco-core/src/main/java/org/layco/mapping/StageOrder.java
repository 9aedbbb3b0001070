package org.layco.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a network's MVM layers in which the feature-map buffer is smallest; among equal ones the order in which
 * the cell written most is written least, and then the network's own.
 *
 * <p>Occupancy at a stage depends on the set of layers that have run, the last of them and the next, so dynamic
 * programming over (set, last) finds the smallest peak. It is exact while no number of layers has more than
 * {@link #MOST_STATES} such states, which published networks are far from; beyond, the best of them are kept.
 */
final class StageOrder {
    private static final int MOST_STATES = 4096;
    private static final int TIES = 8;

    private final ValueGraph graph;

    StageOrder(ValueGraph graph) {
        this.graph = graph;
    }

    private record State(BitSet done, int last) {}

    /** An order of the layers done so far and the peak it has reached. */
    private record Partial(List<Integer> order, long peak) {}

    /** What is in the buffer in the best order. */
    Liveness best() {
        Map<State, List<Partial>> level = Map.of(new State(new BitSet(), -1), List.of(new Partial(List.of(), 0)));
        for (int done = 0; done < graph.layers(); done++) {
            level = fewest(next(level));
        }
        List<Partial> all = level.values().stream()
                .flatMap(List::stream)
                .map(this::completed)
                .sorted(Comparator.comparingLong(Partial::peak))
                .toList();
        long peak = all.getFirst().peak();
        return all.stream()
                .filter(one -> one.peak() == peak)
                .map(one -> graph.liveness(one.order()))
                .min(Comparator.comparingLong(liveness ->
                        FixedPlacement.of(liveness, FeatureMap::elements).mostWritesPerCell()))
                .orElseThrow();
    }

    private Map<State, List<Partial>> next(Map<State, List<Partial>> level) {
        Map<State, List<Partial>> next = new LinkedHashMap<>();
        level.forEach((state, partials) -> {
            for (int layer = 0; layer < graph.layers(); layer++) {
                if (!state.done.get(layer) && contains(state.done, graph.predecessors(layer))) {
                    BitSet done = (BitSet) state.done.clone();
                    done.set(layer);
                    extend(partials, layer, next.computeIfAbsent(new State(done, layer), _ -> new ArrayList<>()));
                }
            }
        });
        return next;
    }

    private void extend(List<Partial> partials, int layer, List<Partial> into) {
        int stage = partials.getFirst().order().size();
        long occupied = -1;
        for (Partial partial : partials) {
            List<Integer> order = new ArrayList<>(partial.order());
            order.add(layer);
            if (occupied < 0) {
                long[] moments = graph.occupancy(withRest(order));
                occupied = Math.max(moments[2 * stage], stage == 0 ? 0 : moments[2 * stage - 1]);
            }
            into.add(new Partial(List.copyOf(order), Math.max(partial.peak(), occupied)));
        }
        into.sort(Comparator.comparingLong(Partial::peak));
        while (into.size() > TIES) {
            into.removeLast();
        }
    }

    private Partial completed(Partial all) {
        return new Partial(
                all.order(), Arrays.stream(graph.occupancy(all.order())).max().orElse(0));
    }

    /** The layers given, then all others in the network's order. */
    private List<Integer> withRest(List<Integer> first) {
        BitSet rest = new BitSet();
        rest.set(0, graph.layers());
        first.forEach(rest::clear);
        List<Integer> all = new ArrayList<>(first);
        rest.stream().forEach(all::add);
        return all;
    }

    private static Map<State, List<Partial>> fewest(Map<State, List<Partial>> level) {
        if (level.size() <= MOST_STATES) {
            return level;
        }
        Map<State, List<Partial>> kept = new LinkedHashMap<>();
        level.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        entry -> entry.getValue().getFirst().peak()))
                .limit(MOST_STATES)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    private static boolean contains(BitSet all, BitSet some) {
        BitSet missing = (BitSet) some.clone();
        missing.andNot(all);
        return missing.isEmpty();
    }
}
