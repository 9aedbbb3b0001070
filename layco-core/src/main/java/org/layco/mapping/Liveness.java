package org.layco.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * When each feature map occupies the buffer: from its production to its last use, skip edges included. Space is reused
 * as soon as a map is dead, so a buffer's capacity is the peak over the schedule.
 *
 * @param maps feature maps in order of production
 * @param stages number of stages, one per MVM layer
 */
public record Liveness(List<FeatureMap> maps, int stages) {
    public Liveness {
        maps = List.copyOf(maps);
    }

    /** The feature maps of a network along its schedule. */
    public static Liveness of(Network network) {
        Map<String, List<MvmLayer>> readers = new LinkedHashMap<>();
        for (MvmLayer layer : network.mvmLayers()) {
            readers.computeIfAbsent(layer.input(), key -> new ArrayList<>()).add(layer);
        }
        Map<String, Integer> producedAt = new LinkedHashMap<>(Map.of(network.input(), -1));
        Map<String, Integer> firstStage = new LinkedHashMap<>(Map.of(network.input(), 0));
        Map<String, Integer> lastStage = lastStages(network, readers.keySet());
        int stage = 0;
        for (int step = 0; step < network.schedule().size(); step++) {
            Layer layer = network.schedule().get(step);
            if (layer instanceof MvmLayer mvm) {
                stage = mvm.index();
            }
            for (String output : layer.outputs()) {
                producedAt.put(output, step);
                firstStage.put(output, stage);
            }
        }
        List<FeatureMap> maps = new ArrayList<>();
        producedAt.forEach((value, step) -> {
            List<MvmLayer> readBy = readers.get(value);
            if (readBy != null) {
                maps.add(new FeatureMap(
                        value,
                        readBy.getFirst().shape().inputElements(),
                        readBy.stream().map(MvmLayer::index).toList(),
                        step,
                        firstStage.getOrDefault(value, 0),
                        lastStage.getOrDefault(value, 0)));
            }
        });
        return new Liveness(maps, network.mvmLayers().size());
    }

    /**
     * The last stage that reads each value. Digital operators hold nothing: what they read stays in the buffer until what
     * they make of it is read, unless that is a feature map itself.
     */
    private static Map<String, Integer> lastStages(Network network, Set<String> maps) {
        Map<String, Integer> last = new HashMap<>();
        int stage = network.mvmLayers().size() - 1;
        for (Layer step : network.schedule().reversed()) {
            int until = stage;
            if (step instanceof DigitalSegment) {
                for (String output : step.outputs()) {
                    until = Math.max(until, maps.contains(output) ? stage : last.getOrDefault(output, stage));
                }
            } else {
                stage = Math.max(0, stage - 1);
            }
            for (String input : step.inputs()) {
                last.merge(input, until, Math::max);
            }
        }
        return last;
    }

    /** Most cells that maps occupy together in any stage; {@code cells} is a map's footprint, 0 to leave it out. */
    public long peakCells(ToLongFunction<FeatureMap> cells) {
        long peak = 0;
        for (int stage = 0; stage < stages; stage++) {
            long occupied = 0;
            for (FeatureMap map : maps) {
                if (map.isLiveAt(stage)) {
                    occupied += cells.applyAsLong(map);
                }
            }
            peak = Math.max(peak, occupied);
        }
        return peak;
    }

    /** The feature map that an MVM layer reads. */
    public FeatureMap readBy(MvmLayer layer) {
        return maps.stream()
                .filter(map -> map.value().equals(layer.input()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Layer " + layer.name() + " is of another network."));
    }
}
