package org.layco.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * Walks a network's schedule for a batch of images: MVM layers on the executor it is given, digital segments in ONNX
 * Runtime sessions that are made once. One per worker thread.
 */
public final class NetworkRunner implements AutoCloseable {
    private final Network network;
    private final Map<String, GraphSession> sessions = new HashMap<>();
    /** What segments select, found when they first meet a stored map. */
    private final Map<String, Optional<Selection>> selections = new HashMap<>();

    private final Map<String, MvmLayer> firstReaders = new HashMap<>();
    private final Map<String, Integer> producers = new HashMap<>();
    /** Per step, the values that no later step reads. */
    private final List<Set<String>> lastReads = new ArrayList<>();

    public NetworkRunner(OnnxRuntime runtime, Network network) {
        if (!network.hasWeights()) {
            throw new IllegalArgumentException(
                    "Network %s has no weights, so there is nothing to infer with. Read a trained one from an ONNX file."
                            .formatted(network.name()));
        }
        this.network = network;
        List<Layer> schedule = network.schedule();
        for (int step = 0; step < schedule.size(); step++) {
            for (String output : schedule.get(step).outputs()) {
                producers.put(output, step);
            }
            switch (schedule.get(step)) {
                case MvmLayer layer -> firstReaders.putIfAbsent(layer.input(), layer);
                case DigitalSegment segment ->
                    sessions.put(
                            segment.name(),
                            new GraphSession(
                                    runtime, segment.model().orElseThrow(), segment.inputs(), segment.outputs()));
            }
        }
        findLastReads();
    }

    private void findLastReads() {
        Set<String> readLater = new HashSet<>(Set.of(network.output()));
        for (Layer step : network.schedule().reversed()) {
            Set<String> last = new HashSet<>(step.inputs());
            last.removeAll(readLater);
            readLater.addAll(last);
            lastReads.add(last);
        }
        Collections.reverse(lastReads);
    }

    /**
     * A walk before step 0.
     *
     * @param images n images one after another, each in the order of {@link Network#inputShape}; shared, so not to be
     *     modified while the walk lasts
     * @param n images, at least 1; {@link Network#batch} if that is not 0
     */
    public State begin(float[] images, int n) {
        if (n < 1 || (network.batch() != 0 && n != network.batch())) {
            throw new IllegalArgumentException("Network %s runs %s images at a time, not %d."
                    .formatted(network.name(), network.batch() == 0 ? "1 or more" : network.batch(), n));
        }
        long[] dims = new long[network.inputShape().size() + 1];
        dims[0] = n;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = network.inputShape().get(i - 1);
        }
        return new State(n, 0, Map.of(network.input(), new Value.Floats(images, dims)));
    }

    /**
     * Runs the steps from where a walk was halted up to, but without, {@code toStep}. The state given stays as it is
     * and can be resumed again, with another executor too; a quantised one reads only maps that one of its kind has stored.
     *
     * @param toStep from {@code from.step()} to the number of steps
     */
    public State advance(State from, int toStep, MvmExecutor executor) {
        if (toStep < from.step() || toStep > network.schedule().size()) {
            throw new IllegalArgumentException("Step %d is outside [%d, %d]: a walk only goes forward."
                    .formatted(toStep, from.step(), network.schedule().size()));
        }
        Map<String, Value> values = new HashMap<>(from.values());
        if (from.step() == 0 && toStep > 0) {
            values.computeIfPresent(network.input(), (name, value) -> stored(name, value, from.images(), executor));
        }
        for (int step = from.step(); step < toStep; step++) {
            switch (network.schedule().get(step)) {
                case MvmLayer layer -> values.put(layer.output(), execute(layer, values, from.images(), executor));
                case DigitalSegment segment -> runSegment(segment, values, from.images(), executor);
            }
            for (String name : lastReads.get(step)) {
                Value value = values.remove(name);
                // what the state given holds may be read again
                if (value != null && !from.values().containsKey(name)) {
                    executor.release(value);
                }
            }
        }
        return new State(from.images(), toStep, Collections.unmodifiableMap(values));
    }

    /** Runs all remaining steps. */
    public State finish(State from, MvmExecutor executor) {
        return advance(from, network.schedule().size(), executor);
    }

    /** The class scores of a finished walk: n times {@link Network#classes}; not to be modified. */
    public float[] scores(State finished) {
        return live(network.output(), finished.values()).floats().elements();
    }

    /**
     * The step to resume from so that the layer's input is stored anew: the one that produces it, or 0 for the network's
     * own input.
     */
    public int storingStep(MvmLayer layer) {
        return producers.getOrDefault(layer.input(), 0);
    }

    private void runSegment(DigitalSegment segment, Map<String, Value> values, int n, MvmExecutor executor) {
        List<Value> inputs = new ArrayList<>(segment.inputs().size());
        for (String name : segment.inputs()) {
            inputs.add(live(name, values));
        }
        GraphSession session = sessions.get(segment.name());
        if (session == null) {
            throw new IllegalStateException("Segment " + segment.name() + " has no session.");
        }
        if (inputs.size() == 1
                && inputs.getFirst() instanceof Value.Stored map
                && !firstReaders.containsKey(segment.outputs().getFirst())) {
            Optional<Selection> selection =
                    selections.computeIfAbsent(segment.name(), _ -> Selection.of(segment, session, map));
            if (selection.isPresent()) {
                values.put(segment.outputs().getFirst(), executor.select(selection.get(), map));
                return;
            }
        }
        List<Value> outputs = session.run(inputs);
        for (int i = 0; i < outputs.size(); i++) {
            String name = segment.outputs().get(i);
            values.put(name, stored(name, outputs.get(i), n, executor));
        }
    }

    private Value stored(String name, Value value, int n, MvmExecutor executor) {
        MvmLayer reader = firstReaders.get(name);
        return reader != null && value instanceof Value.Floats floats ? executor.store(reader, n, floats) : value;
    }

    private Value execute(MvmLayer layer, Map<String, Value> values, int n, MvmExecutor executor) {
        Value input = live(layer.input(), values);
        List<Value> addends = new ArrayList<>();
        for (String addend : layer.addends()) {
            addends.add(live(addend, values));
        }
        return executor.execute(
                layer,
                n,
                input,
                addends,
                outputDims(layer, n, input.dims()),
                Optional.ofNullable(firstReaders.get(layer.output())));
    }

    /** The dimensions of a layer's output for an input of the given dimensions, both with the batch dimension. */
    public static long[] outputDims(MvmLayer layer, int n, long[] inputDims) {
        return switch (layer.layout()) {
            case CHANNELS_FIRST ->
                inputDims.length == 3
                        ? new long[] {n, layer.shape().outputs(), layer.shape().outWidth()}
                        : new long[] {
                            n,
                            layer.shape().outputs(),
                            layer.shape().outHeight(),
                            layer.shape().outWidth()
                        };
            case CHANNELS_LAST -> {
                long[] dims = inputDims.clone();
                dims[dims.length - 1] = layer.shape().outputs();
                yield dims;
            }
        };
    }

    private static Value live(String name, Map<String, Value> values) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("Value '%s' is not live. Live are %s.".formatted(name, values.keySet()));
        }
        return value;
    }

    @Override
    public void close() {
        sessions.values().forEach(GraphSession::close);
    }
}
