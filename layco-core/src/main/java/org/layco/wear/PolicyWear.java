package org.layco.wear;

import java.util.List;
import org.layco.mapping.Partition.Holds;
import org.layco.source.Knowable;

/**
 * What one swapping policy makes of a buffer's wear.
 *
 * @param policy the policy
 * @param spread the writes of every cell under it
 */
public record PolicyWear(SwappingPolicy policy, WriteSpread spread) {
    /**
     * Mean over most writes of the cells, 0..1, among those that store the same kind of data and so could share their
     * writes; of the kind where it is least.
     */
    public double eta(WearDemand demand) {
        double least = 1;
        for (Holds holds : Holds.values()) {
            List<String> partitions = demand.regions().stream()
                    .filter(region -> region.holds() == holds)
                    .map(WearRegion::partition)
                    .distinct()
                    .toList();
            least = Math.min(least, spread.eta(partitions));
        }
        return least;
    }

    /**
     * Every policy on a demand, at the age that the levelled closed form gives: long enough to show what levels and short
     * enough to show what does not level in time. Absent if the endurance of some cell is not known.
     */
    public static Knowable<List<PolicyWear>> all(WearDemand demand) {
        Knowable<Double> age = Knowable.unavailable("nothing is written to memory cells that wear");
        for (PartitionWear partition : demand.closedForm()) {
            Knowable<Double> inferences = partition.levelledInferences();
            if (!inferences.isKnown()) {
                return inferences.map(_ -> List.of());
            }
            age = Knowable.known(age.isKnown() ? Math.min(age.get(), inferences.get()) : inferences.get());
        }
        if (!demand.crossbar().enduranceWrites().isKnown()) {
            return demand.crossbar().enduranceWrites().map(_ -> List.of());
        }
        return age.map(inferences -> SwappingPolicy.all().stream()
                .map(policy -> new PolicyWear(policy, policy.spread(demand, inferences)))
                .toList());
    }
}
