package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import org.layco.mapping.Partition.Holds;

/**
 * The bound no policy can beat: the writes of each kind of data, each at its own voltage, are divided at will and at no cost
 * among all cells of that kind. Lifetime is then that of Qureshi et al., MICRO 2009: endurance times cells over writes.
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
        for (Holds holds : Holds.values()) {
            Pool.of(demand, holds).ifPresent(pool -> groups.addAll(pool.levelled()));
        }
        return new WriteSpread(groups, List.of(), SwapCost.NONE);
    }
}
