package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts operations into steps: MVM layers in their order and, between them, digital segments.
 *
 * <p>A slot is the time before one MVM layer, the last slot the time after all of them. A digital node runs in the latest
 * slot that serves its readers, which keeps the segments few. A node that reads a value also read by an MVM layer must
 * find it in the buffer, where it may have changed, so it runs in a later segment than the one that makes the value: a
 * slot has rounds, and each (slot, round) is one segment.
 */
final class Segmenter {
    /** One step of the schedule. */
    sealed interface Step {
        /** Values it takes from earlier steps. */
        List<String> inputs();

        /** An MVM layer. */
        record Mvm(MvmNode layer) implements Step {
            @Override
            public List<String> inputs() {
                return List.copyOf(layer.reads());
            }
        }

        /**
         * A digital segment.
         *
         * @param nodes in execution order
         * @param inputs values it takes from earlier steps
         * @param outputs values that later steps take from it
         */
        record Segment(List<NodeProto> nodes, List<String> inputs, List<String> outputs) implements Step {}
    }

    private record Place(int slot, int round) {}

    private final Graph graph;
    private final List<Operation> operations;
    private final List<MvmNode> layers = new ArrayList<>();
    /** Values that MVM layers read, from the buffer. */
    private final Set<String> stored = new HashSet<>();

    /**
     * Prepares the cut.
     *
     * @param operations each after those it reads from
     */
    Segmenter(Graph graph, List<Operation> operations) {
        this.graph = graph;
        this.operations = operations;
        for (Operation operation : operations) {
            if (operation instanceof Operation.Mvm(MvmNode layer)) {
                layers.add(layer);
                stored.add(layer.input());
            }
        }
    }

    List<Step> cut() {
        int[] slots = latestSlots();
        Map<String, Place> madeAt = new HashMap<>();
        List<NavigableMap<Integer, List<NodeProto>>> segments = new ArrayList<>();
        for (int slot = 0; slot <= layers.size(); slot++) {
            segments.add(new TreeMap<>());
        }
        for (int i = 0; i < slots.length; i++) {
            if (operations.get(i) instanceof Operation.Digital digital) {
                int slot = slots[i];
                int round = round(digital, slot, madeAt);
                digital.outputs().forEach(output -> madeAt.put(output, new Place(slot, round)));
                segments.get(slot)
                        .computeIfAbsent(round, _ -> new ArrayList<>())
                        .add(digital.node());
            }
        }
        return steps(segments);
    }

    private int round(Operation.Digital operation, int slot, Map<String, Place> madeAt) {
        int round = 0;
        for (String value : operation.reads()) {
            Place made = madeAt.get(value);
            if (made != null && made.slot() == slot) {
                boolean throughBuffer = stored.contains(value) && !operation.readsShapeOnly();
                round = Math.max(round, made.round() + (throughBuffer ? 1 : 0));
            }
        }
        return round;
    }

    /** Per operation the latest slot that serves all its readers; of an MVM layer its own. */
    private int[] latestSlots() {
        int[] slots = new int[operations.size()];
        Map<String, Integer> firstRead = new HashMap<>();
        Map<String, Integer> lastRead = new HashMap<>();
        int slot = layers.size();
        for (int i = slots.length - 1; i >= 0; i--) {
            int latest = slot;
            switch (operations.get(i)) {
                case Operation.Mvm _ -> latest = --slot;
                case Operation.Digital digital -> {
                    latest = layers.size();
                    for (String output : digital.outputs()) {
                        latest = Math.min(latest, firstRead.getOrDefault(output, latest));
                    }
                    if (digital.readsShapeOnly()) {
                        // Early enough that a feature map is not kept for its shape alone.
                        latest = Math.min(latest, lastRead.getOrDefault(Nodes.input(digital.node(), 0), latest));
                    }
                }
            }
            slots[i] = latest;
            for (String value : operations.get(i).reads()) {
                firstRead.merge(value, latest, Math::min);
                lastRead.merge(value, latest, Math::max);
            }
        }
        return slots;
    }

    private List<Step> steps(List<NavigableMap<Integer, List<NodeProto>>> segments) {
        List<Step> steps = new ArrayList<>();
        Set<String> readLater = new HashSet<>(Set.of(graph.output()));
        for (int slot = layers.size(); slot >= 0; slot--) {
            if (slot < layers.size()) {
                steps.addFirst(new Step.Mvm(layers.get(slot)));
                readLater.addAll(layers.get(slot).reads());
            }
            for (List<NodeProto> nodes : segments.get(slot).descendingMap().values()) {
                Step.Segment segment = segment(nodes, readLater);
                steps.addFirst(segment);
                readLater.addAll(segment.inputs());
            }
        }
        return List.copyOf(steps);
    }

    private Step.Segment segment(List<NodeProto> nodes, Set<String> readLater) {
        Set<String> made = new LinkedHashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        for (NodeProto node : nodes) {
            for (String value : Nodes.reads(node)) {
                if (!made.contains(value) && !graph.isConstant(value)) {
                    inputs.add(value);
                }
            }
            made.addAll(node.getOutputList());
        }
        List<String> outputs = made.stream().filter(readLater::contains).toList();
        return new Step.Segment(List.copyOf(nodes), List.copyOf(inputs), outputs);
    }
}
