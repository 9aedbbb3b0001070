package org.layco.wear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.layco.mapping.Partition.Holds;

/**
 * The bound no policy can beat: writes are divided at will, at no cost, among all cells that may hold them, those of the
 * same kind whose error rate is no higher (a write voltage no lower). Lifetime is then that of Qureshi et al., MICRO 2009:
 * endurance times cells over writes.
 */
public record PerfectLevelling() implements SwappingPolicy {
    @Override
    public String name() {
        return "perfect_levelling";
    }

    @Override
    public String reference() {
        return "fractional upper bound: W_max * S / B of M. K. Qureshi et al., MICRO 2009";
    }

    @Override
    public WriteSpread spread(WearDemand demand, double inferences) {
        List<CellGroup> groups = new ArrayList<>();
        for (Holds holds : List.of(Holds.FEATURE_MAPS, Holds.PARTIAL_SUMS)) {
            List<Pool> pools = demand.partitions().stream()
                    .map(id -> Pool.of(demand.of(id)))
                    .flatMap(Optional::stream)
                    .filter(pool -> pool.holds == holds)
                    .sorted(Comparator.comparingDouble((Pool pool) -> pool.volts)
                            .reversed())
                    .toList();
            groups.addAll(levelled(pools));
        }
        return new WriteSpread(groups, List.of(), SwapCost.NONE);
    }

    /** A partition as a whole; {@code budget} is the writes that its median cells survive together. */
    private record Pool(
            String partition, Holds holds, double volts, long cells, double writes, double budget, WearRegion first) {
        static Optional<Pool> of(List<WearRegion> regions) {
            WearRegion first = regions.getFirst();
            long cells = regions.stream()
                    .mapToLong(region -> region.copies() * region.cells())
                    .sum();
            double writes = regions.stream()
                    .mapToDouble(region -> region.copies() * region.writes())
                    .sum();
            return cells == 0
                    ? Optional.empty()
                    : Optional.of(new Pool(
                            first.partition(),
                            first.holds(),
                            first.writeVolts(),
                            cells,
                            writes,
                            cells * first.enduranceWrites().get(),
                            first));
        }
    }

    /**
     * From the highest voltage down. Writes may move up but not down, so the partitions down to the one where writes over
     * budgets of all so far are most wear alike; the rest is levelled by itself.
     */
    private static List<CellGroup> levelled(List<Pool> pools) {
        List<CellGroup> groups = new ArrayList<>();
        int from = 0;
        while (from < pools.size()) {
            double writes = 0;
            double budget = 0;
            double most = -1;
            int to = from;
            for (int i = from; i < pools.size(); i++) {
                writes += pools.get(i).writes;
                budget += pools.get(i).budget;
                if (writes / budget > most) {
                    most = writes / budget;
                    to = i + 1;
                }
            }
            for (Pool pool : pools.subList(from, to)) {
                groups.add(new CellGroup(
                        pool.partition,
                        pool.cells,
                        most * pool.first.enduranceWrites().get(),
                        pool.first.enduranceWrites()));
            }
            from = to;
        }
        return groups;
    }
}
