package org.layco.mapping;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layco.network.MvmLayer;
import org.layco.network.Network;

/**
 * When each feature map occupies the buffer: from its production to its last use, skip edges included. Space is reused
 * in place, so a buffer's capacity is the peak over the schedule.
 *
 * @param maps what MVM layers read, in the network's order of production
 * @param carried what only digital operators read, but in a later stage than the one that makes it
 * @param order the MVM layers in the order in which they run; stage k is that of {@code order.get(k)}
 */
public record Liveness(List<FeatureMap> maps, List<FeatureMap> carried, List<Integer> order) {
    public Liveness {
        maps = List.copyOf(maps);
        carried = List.copyOf(carried);
        order = List.copyOf(order);
    }

    /** The feature maps of a network when its layers run in the order that needs the smallest buffer. */
    public static Liveness of(Network network) {
        return new StageOrder(new ValueGraph(network)).best();
    }

    /** The feature maps of a network when its layers run in its own order. */
    public static Liveness inOrderOf(Network network) {
        ValueGraph graph = new ValueGraph(network);
        return graph.liveness(IntStream.range(0, graph.layers()).boxed().toList());
    }

    /** Moments of the schedule, two per stage. */
    public int moments() {
        return 2 * order.size();
    }

    /** Everything the buffer holds at some time. */
    public Stream<FeatureMap> stored() {
        return Stream.concat(maps.stream(), carried.stream());
    }

    /**
     * Most cells that are occupied together at any moment.
     *
     * @param cells a map's footprint, 0 to leave it out
     */
    public long peakCells(ToLongFunction<FeatureMap> cells) {
        long[] change = new long[moments() + 1];
        stored().forEach(map -> {
            long footprint = cells.applyAsLong(map);
            change[map.firstMoment()] += footprint;
            change[map.lastMoment() + 1] -= footprint;
        });
        long occupied = 0;
        long peak = 0;
        for (long one : change) {
            occupied += one;
            peak = Math.max(peak, occupied);
        }
        return peak;
    }

    /** Codes that a map, and what is carried at its operating point, occupy at each moment. */
    public long[] elementsAt(FeatureMap map) {
        long[] elements = new long[moments()];
        Stream.concat(Stream.of(map), carriedWith(map)).forEach(one -> {
            for (int moment = one.firstMoment(); moment <= one.lastMoment(); moment++) {
                elements[moment] += one.elements();
            }
        });
        return elements;
    }

    /**
     * Codes that one inference writes for a map, and for what is carried at its operating point; parts of a concatenation
     * are written once.
     */
    public long writtenElements(FeatureMap map) {
        return Stream.concat(Stream.of(map), carriedWith(map))
                .mapToLong(one -> one.elements()
                        - stored().filter(part -> one.parts().contains(part.value()))
                                .mapToLong(FeatureMap::elements)
                                .sum())
                .sum();
    }

    private Stream<FeatureMap> carriedWith(FeatureMap map) {
        return carried.stream()
                .filter(one -> map.readers().contains(one.readers().getFirst()));
    }

    /** The feature map that an MVM layer reads. */
    public FeatureMap readBy(MvmLayer layer) {
        return maps.stream()
                .filter(map -> map.value().equals(layer.input()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Layer " + layer.name() + " is of another network."));
    }
}
