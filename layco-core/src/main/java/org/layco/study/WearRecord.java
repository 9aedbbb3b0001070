package org.layco.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How swapping policies spread the buffer's writes, and how single cells fail over time.
 *
 * @param policies the same writes under every policy, without swapping first, the upper bound last; empty with a reason
 * @param swapSchedule the plan's swapping in words
 * @param timelines failures over time for each spread of the endurance; empty unless a lifetime was required
 * @param ageing accuracy at growing ages, without spare rows and then with; empty unless a lifetime was required or an age given
 * @param reason why there are no policies
 */
public record WearRecord(
        List<Policy> policies,
        String swapSchedule,
        List<Timeline> timelines,
        List<AgedAccuracy> ageing,
        @Nullable String reason) {
    public WearRecord {
        ageing = List.copyOf(ageing);
        policies = List.copyOf(policies);
        timelines = List.copyOf(timelines);
    }

    /**
     * One swapping policy.
     *
     * @param eta mean over most writes of cells that store the same kind of data, 0..1; of the kind where it is least
     * @param etaByPartition the same within each partition
     * @param lifetimeInferences until the median cell of the limiting partition fails
     * @param swapWriteShare cell writes of swapping over those of inference
     * @param swapEnergyJ per inference
     * @param swapTimeS per inference, in which the cells concerned compute nothing
     * @param addedArrays crossbar arrays, each with its psum cells, beyond those of the plan
     * @param addedAreaM2 of these arrays with all that comes with them
     */
    public record Policy(
            String name,
            String reference,
            double eta,
            Map<String, Double> etaByPartition,
            double lifetimeInferences,
            String limitingPartition,
            double swapWriteShare,
            @Nullable Double swapEnergyJ,
            @Nullable Double swapTimeS,
            long addedArrays,
            double addedAreaM2) {
        public Policy {
            etaByPartition = Collections.unmodifiableSortedMap(new TreeMap<>(etaByPartition));
        }
    }

    /**
     * Failures over time; bands hold nine chips in ten.
     *
     * @param sigmaDecades standard deviation of log10 of the endurance
     * @param chips simulated
     * @param cells of one chip's buffer
     */
    public record Timeline(double sigmaDecades, int chips, long cells, Band firstFailureYears, List<Age> ages) {
        public Timeline {
            ages = List.copyOf(ages);
        }
    }

    /** Mean over chips within the range of nine in ten. */
    public record Band(double low, double mean, double high) {}

    /** Share of the buffer's cells, 0..1, that has failed at an age. */
    public record Age(double years, Band failedShare) {}

    /**
     * Accuracy at an age, worn cells stuck.
     *
     * @param spareRowShare spare rows per row in use, 0 without
     * @param wornShare share of cells worn out, 0..1, by partition
     * @param wornShareInUse the same after remapping to spare rows
     * @param lossPp measured loss against the float network, percentage points
     * @param upperBoundPp its upper confidence bound
     * @param met whether the guarantee is certified at this age
     */
    public record AgedAccuracy(
            double years,
            double inferences,
            double spareRowShare,
            Map<String, Double> wornShare,
            Map<String, Double> wornShareInUse,
            double lossPp,
            double upperBoundPp,
            boolean met) {
        public AgedAccuracy {
            wornShare = Collections.unmodifiableSortedMap(new TreeMap<>(wornShare));
            wornShareInUse = Collections.unmodifiableSortedMap(new TreeMap<>(wornShareInUse));
        }
    }
}
