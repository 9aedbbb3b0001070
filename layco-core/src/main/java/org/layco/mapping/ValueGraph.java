package org.layco.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;

/**
 * Who makes and who needs each value that may have to wait in the feature-map buffer, for any order of the MVM layers. A
 * digital segment runs with the stage before the first layer that needs it. What it makes of feature maps alone is made
 * again whenever it is needed, so the maps stay instead; anything else that a later stage needs is carried.
 */
final class ValueGraph {
    /** Operators that read a position, or everything, before they write it; all others read through windows. */
    private static final Set<String> POSITIONWISE = Set.of(
            "Add",
            "BatchNormalization",
            "Clip",
            "Concat",
            "Flatten",
            "GlobalAveragePool",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LeakyRelu",
            "Mul",
            "ReduceMean",
            "Relu",
            "Reshape",
            "Sigmoid",
            "Sub");

    /**
     * A place in the schedule.
     *
     * @param layers a single layer: its own stage; of a segment, the layers that may be the first to need it: the stage
     *     before that one
     * @param segment whether it is a segment's
     */
    private record Event(int[] layers, boolean segment) {
        /** Stage in an order; {@code position[l]} is that of layer l. -1 before the first layer. */
        int stage(int[] position) {
            int first = position.length;
            for (int layer : layers) {
                first = Math.min(first, position[layer]);
            }
            return segment ? first - 1 : first;
        }
    }

    private record Use(Event event, boolean positionwise) {}

    /** A value that may be stored. */
    private record Candidate(
            String value,
            int elements,
            List<Integer> readers,
            int producedAt,
            Event made,
            List<Use> uses,
            List<String> parts) {
        int firstMoment(int[] position) {
            int stage = made.stage(position);
            return producedAt < 0 || stage < 0 ? 0 : 2 * stage + 1;
        }

        int lastMoment(int[] position) {
            int last = 0;
            for (Use use : uses) {
                int stage = use.event.stage(position);
                last = Math.max(last, stage < 0 ? 0 : use.positionwise ? 2 * stage : 2 * stage + 1);
            }
            return last;
        }
    }

    private final Network network;
    private final List<MvmLayer> layers;
    private final Set<String> maps = new HashSet<>();
    private final Map<String, Layer> makers = new HashMap<>();
    private final Map<String, List<Layer>> readers = new HashMap<>();
    private final Map<String, Event> segmentEvents = new HashMap<>();
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final BitSet[] predecessors;

    ValueGraph(Network network) {
        this.network = network;
        this.layers = network.mvmLayers();
        layers.forEach(layer -> maps.add(layer.input()));
        for (Layer step : network.schedule()) {
            step.outputs().forEach(output -> makers.put(output, step));
            step.inputs()
                    .forEach(input -> readers.computeIfAbsent(input, _ -> new ArrayList<>())
                            .add(step));
        }
        predecessors = predecessors();
        for (Layer step : network.schedule().reversed()) {
            if (step instanceof DigitalSegment segment) {
                segmentEvents.put(segment.name(), new Event(neededBy(segment), true));
            }
        }
        candidate(network.input(), -1, new Event(new int[0], false));
        for (int step = 0; step < network.schedule().size(); step++) {
            for (String output : network.schedule().get(step).outputs()) {
                candidate(output, step, event(network.schedule().get(step)));
            }
        }
    }

    int layers() {
        return layers.size();
    }

    /** The layers that must have run before a layer. */
    BitSet predecessors(int layer) {
        return predecessors[layer];
    }

    /** What is in the buffer when the layers run in an order. */
    Liveness liveness(List<Integer> order) {
        int[] position = positions(order);
        List<FeatureMap> mapsInOrder = new ArrayList<>();
        List<FeatureMap> carried = new ArrayList<>();
        for (Candidate one : candidates) {
            int first = one.firstMoment(position);
            int last = one.lastMoment(position);
            boolean map = maps.contains(one.value);
            if (map || last > first) {
                (map ? mapsInOrder : carried)
                        .add(new FeatureMap(
                                one.value,
                                one.elements,
                                one.readers,
                                one.producedAt,
                                first,
                                Math.max(first, last),
                                one.parts));
            }
        }
        return new Liveness(mapsInOrder, carried, order);
    }

    /** Codes in the buffer at every moment of an order. */
    long[] occupancy(List<Integer> order) {
        int[] position = positions(order);
        long[] change = new long[2 * order.size() + 1];
        for (Candidate one : candidates) {
            int first = one.firstMoment(position);
            int last = one.lastMoment(position);
            if (last > first || maps.contains(one.value)) {
                change[first] += one.elements;
                change[Math.max(first, last) + 1] -= one.elements;
            }
        }
        long[] occupied = new long[2 * order.size()];
        long now = 0;
        for (int moment = 0; moment < occupied.length; moment++) {
            now += change[moment];
            occupied[moment] = now;
        }
        return occupied;
    }

    private int[] positions(List<Integer> order) {
        int[] position = new int[order.size()];
        for (int p = 0; p < position.length; p++) {
            position[order.get(p)] = p;
        }
        return position;
    }

    private void candidate(String value, int step, Event made) {
        boolean map = maps.contains(value);
        if (!map && madeOfMapsAlone(value)) {
            return;
        }
        List<Integer> readBy = map
                ? layers.stream()
                        .filter(layer -> layer.input().equals(value))
                        .map(MvmLayer::index)
                        .toList()
                : List.of(storedAt(value));
        int elements = map ? layers.get(readBy.getFirst()).shape().inputElements() : elements(value);
        candidates.add(new Candidate(value, elements, readBy, step, made, uses(value), parts(value)));
    }

    private boolean madeOfMapsAlone(String value) {
        return makers.get(value) instanceof DigitalSegment segment && maps.containsAll(segment.inputs());
    }

    private List<Use> uses(String value) {
        List<Use> known = uses.get(value);
        if (known != null) {
            return known;
        }
        Set<Use> found = new LinkedHashSet<>();
        for (Layer reader : readers.getOrDefault(value, List.of())) {
            switch (reader) {
                case MvmLayer layer ->
                    found.add(new Use(event(layer), !layer.input().equals(value) || positionwise(layer.shape())));
                case DigitalSegment segment -> {
                    boolean positionwise = POSITIONWISE.containsAll(segment.operators());
                    for (String output : segment.outputs()) {
                        if (maps.contains(output) || !madeOfMapsAlone(output)) {
                            found.add(new Use(event(segment), positionwise));
                        } else {
                            uses(output)
                                    .forEach(use -> found.add(new Use(use.event, use.positionwise && positionwise)));
                        }
                    }
                }
            }
        }
        List<Use> all = List.copyOf(found);
        uses.put(value, all);
        return all;
    }

    private static boolean positionwise(MvmShape shape) {
        return shape.positions() == 1 || shape.kernelHeight() * shape.kernelWidth() == 1;
    }

    /** The carried values that a map is nothing but a concatenation of. */
    private List<String> parts(String value) {
        if (!maps.contains(value)
                || !(makers.get(value) instanceof DigitalSegment segment)
                || !segment.operators().equals(List.of("Concat"))) {
            return List.of();
        }
        return segment.inputs().stream()
                .filter(input -> !maps.contains(input) && !madeOfMapsAlone(input))
                .filter(input -> readers.getOrDefault(input, List.of()).size() == 1)
                .toList();
    }

    /** The layer whose operating point a carried value takes: the first that reads what is made of it, else its maker. */
    private int storedAt(String value) {
        int first = downstream(value, new HashSet<>());
        if (first < layers.size()) {
            return first;
        }
        return makers.get(value) instanceof MvmLayer maker ? maker.index() : 0;
    }

    private int downstream(String value, Set<String> seen) {
        int first = layers.size();
        if (!seen.add(value)) {
            return first;
        }
        for (Layer reader : readers.getOrDefault(value, List.of())) {
            if (reader instanceof MvmLayer layer && layer.input().equals(value)) {
                first = Math.min(first, layer.index());
                continue;
            }
            for (String output : reader.outputs()) {
                first = Math.min(first, downstream(output, seen));
            }
        }
        return first;
    }

    /** Codes of one image; 0 for what is no tensor of codes, such as a shape. */
    private int elements(String value) {
        if (makers.get(value) instanceof MvmLayer maker) {
            return maker.shape().outputElements();
        }
        List<Integer> shape = value.equals(network.input())
                ? network.inputShape()
                : network.valueShapes().getOrDefault(value, List.of(0));
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private Event event(Layer step) {
        return switch (step) {
            case MvmLayer layer -> new Event(new int[] {layer.index()}, false);
            case DigitalSegment segment -> segmentEvents.getOrDefault(segment.name(), new Event(new int[0], true));
        };
    }

    private int[] neededBy(DigitalSegment segment) {
        BitSet needed = new BitSet();
        for (String output : segment.outputs()) {
            for (Layer reader : readers.getOrDefault(output, List.of())) {
                Arrays.stream(event(reader).layers()).forEach(needed::set);
            }
        }
        return needed.stream()
                .filter(layer -> !predecessors[layer].intersects(needed))
                .toArray();
    }

    private BitSet[] predecessors() {
        Map<String, BitSet> before = new LinkedHashMap<>();
        BitSet[] all = new BitSet[layers.size()];
        for (Layer step : network.schedule()) {
            BitSet needs = new BitSet();
            step.inputs().forEach(input -> needs.or(before.getOrDefault(input, new BitSet())));
            if (step instanceof MvmLayer layer) {
                all[layer.index()] = (BitSet) needs.clone();
                needs.set(layer.index());
            }
            step.outputs().forEach(output -> before.put(output, needs));
        }
        return all;
    }
}
