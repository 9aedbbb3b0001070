package org.layco.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * When each feature map occupies the buffer: from its production to its last use, skip edges included. Space is reused
 * as soon as a map is dead, so a buffer's capacity is the peak over the schedule.
 *
 * @param maps feature maps in order of production
 * @param steps number of schedule steps
 */
public record Liveness(List<FeatureMap> maps, int steps) {
    public Liveness {
        maps = List.copyOf(maps);
    }

    /** The feature maps of a network along its schedule. */
    public static Liveness of(Network network) {
        Map<String, List<Integer>> readers = new LinkedHashMap<>();
        Map<String, Integer> elements = new LinkedHashMap<>();
        for (MvmLayer layer : network.mvmLayers()) {
            readers.computeIfAbsent(layer.input(), key -> new ArrayList<>()).add(layer.index());
            elements.put(layer.input(), layer.shape().inputElements());
        }
        Map<String, Integer> producedAt = new LinkedHashMap<>(Map.of(network.input(), -1));
        Map<String, Integer> lastReadAt = new LinkedHashMap<>();
        for (int step = 0; step < network.schedule().size(); step++) {
            Layer layer = network.schedule().get(step);
            for (String input : layer.inputs()) {
                lastReadAt.put(input, step);
            }
            for (String output : layer.outputs()) {
                producedAt.put(output, step);
            }
        }
        List<FeatureMap> maps = new ArrayList<>();
        producedAt.forEach((value, step) -> {
            List<Integer> readBy = readers.get(value);
            if (readBy != null) {
                maps.add(new FeatureMap(
                        value,
                        elements.getOrDefault(value, 0),
                        readBy,
                        step,
                        lastReadAt.getOrDefault(value, step + 1)));
            }
        });
        return new Liveness(maps, network.schedule().size());
    }

    /** Most cells that the given maps occupy together at any step; {@code cells} is a map's footprint, 0 to leave it out. */
    public long peakCells(ToLongFunction<FeatureMap> cells) {
        long peak = 0;
        for (int step = -1; step < steps; step++) {
            long occupied = 0;
            for (FeatureMap map : maps) {
                if (map.isLiveAt(step)) {
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
