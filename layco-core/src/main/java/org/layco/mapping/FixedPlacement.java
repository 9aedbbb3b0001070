package org.layco.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Feature maps that keep one place in the buffer for ever: what wears a buffer without levelling. */
public final class FixedPlacement {
    private FixedPlacement() {}

    private record Placed(FeatureMap map, long from, long to) {}

    /**
     * Writes per inference of the cell that is written most, maps being placed first-fit in the order of production.
     *
     * @param cells a map's footprint, 0 to leave it out
     */
    public static int mostWritesPerCell(List<FeatureMap> maps, ToLongFunction<FeatureMap> cells) {
        List<Placed> placed = new ArrayList<>();
        for (FeatureMap map : maps.stream()
                .filter(one -> cells.applyAsLong(one) > 0)
                .sorted(Comparator.comparingInt(FeatureMap::firstStage))
                .toList()) {
            long size = cells.applyAsLong(map);
            long from = firstGap(placed, map, size);
            placed.add(new Placed(map, from, from + size));
        }
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (Placed one : placed) {
            changes.merge(one.from, 1, Integer::sum);
            changes.merge(one.to, -1, Integer::sum);
        }
        int covering = 0;
        int most = 0;
        for (int change : changes.values()) {
            covering += change;
            most = Math.max(most, covering);
        }
        return most;
    }

    private static long firstGap(List<Placed> placed, FeatureMap map, long size) {
        long from = 0;
        for (Placed other : placed.stream()
                .filter(one -> liveTogether(one.map, map))
                .sorted(Comparator.comparingLong(Placed::from))
                .toList()) {
            if (from + size <= other.from) {
                break;
            }
            from = Math.max(from, other.to);
        }
        return from;
    }

    private static boolean liveTogether(FeatureMap a, FeatureMap b) {
        return a.firstStage() <= b.lastStage() && b.firstStage() <= a.lastStage();
    }
}
