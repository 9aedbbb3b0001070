package org.layco.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Feature maps that keep one place in the buffer for ever: what wears a buffer without levelling. Maps are placed in the
 * order in which they are written, each on the lowest free cells, which need not be neighbours; a concatenation takes
 * the place of its parts. So the highest cell in use is the peak of the schedule.
 *
 * @param extents what lies where
 */
public record FixedPlacement(List<Extent> extents) {
    /**
     * Some neighbouring cells of a map.
     *
     * @param map whose
     * @param from first cell
     * @param to first cell after them, more than {@code from}
     * @param written whether the map is written there, and not found there already
     */
    public record Extent(FeatureMap map, long from, long to, boolean written) {}

    public FixedPlacement {
        extents = List.copyOf(extents);
    }

    /**
     * Places everything that a buffer stores.
     *
     * @param cells a map's footprint, 0 to leave it out
     */
    public static FixedPlacement of(Liveness liveness, ToLongFunction<FeatureMap> cells) {
        List<Extent> placed = new ArrayList<>();
        liveness.stored()
                .filter(map -> cells.applyAsLong(map) > 0)
                .sorted(Comparator.comparingInt(FeatureMap::firstMoment))
                .forEach(map -> place(map, cells.applyAsLong(map), placed));
        return new FixedPlacement(placed);
    }

    private static void place(FeatureMap map, long size, List<Extent> placed) {
        long wanted = size;
        List<Extent> own = new ArrayList<>();
        for (Extent part : placed) {
            if (part.written && map.parts().contains(part.map.value())) {
                own.add(new Extent(map, part.from, part.to, false));
                wanted -= part.to - part.from;
            }
        }
        List<Extent> taken = new ArrayList<>(own);
        placed.stream()
                .filter(other ->
                        other.map.firstMoment() <= map.lastMoment() && map.firstMoment() <= other.map.lastMoment())
                .forEach(taken::add);
        taken.sort(Comparator.comparingLong(Extent::from));
        long from = 0;
        for (Extent next : taken) {
            if (wanted > 0 && next.from > from) {
                long to = Math.min(next.from, from + wanted);
                own.add(new Extent(map, from, to, true));
                wanted -= to - from;
            }
            from = Math.max(from, next.to);
        }
        if (wanted > 0) {
            own.add(new Extent(map, from, from + wanted, true));
        }
        placed.addAll(own);
    }

    /**
     * Neighbouring cells that one inference writes equally often.
     *
     * @param cells how many, at least 1
     * @param writes of each, 0 for idle ones
     */
    public record Run(long cells, long writes) {}

    /** All cells up to the highest in use, in the order of their addresses. */
    public List<Run> runs() {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (Extent extent : extents) {
            if (extent.written) {
                changes.merge(extent.from, 1, Integer::sum);
                changes.merge(extent.to, -1, Integer::sum);
            }
        }
        List<Run> runs = new ArrayList<>();
        long covering = 0;
        long from = 0;
        for (var change : changes.entrySet()) {
            if (change.getKey() > from) {
                runs.add(new Run(change.getKey() - from, covering));
            }
            covering += change.getValue();
            from = change.getKey();
        }
        return runs;
    }

    /** Cells from the lowest to the highest in use. */
    public long cells() {
        return extents.stream().mapToLong(Extent::to).max().orElse(0);
    }

    /** Writes per inference of the cell that is written most, 0 if none is. */
    public long mostWritesPerCell() {
        return runs().stream().mapToLong(Run::writes).max().orElse(0);
    }

    /** Cell writes of one inference. */
    public long writes() {
        return extents.stream()
                .filter(Extent::written)
                .mapToLong(extent -> extent.to - extent.from)
                .sum();
    }
}
