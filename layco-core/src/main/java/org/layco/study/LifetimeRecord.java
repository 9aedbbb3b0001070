package org.layco.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the plan's buffer lasts. Years are of 365.25 days at {@code ratePerS}. An absent figure has its reason.
 *
 * @param levelledInferences until the median cell fails, with rotation where it is free: what comparisons with baselines use
 * @param unlevelledInferences the same, every datum keeping its place
 * @param requiredYears what was asked for, if anything
 * @param ratePerS inferences per second: as asked for, else one inference after the other
 * @param closedFormYears until the median cell of the limiting partition fails, with the swapping of the plan
 * @param firstFailureYears until the first cell fails, mean over chips of cells whose endurance differs
 * @param accuracyJudgedYears the last age at which the guarantee is certified with the worn cells stuck
 * @param accuracyJudgedSparesYears the same with spare rows that rows with worn cells are remapped to
 * @param ageYears of the buffer at which this run measured accuracy, if it was given one; else it was new
 * @param limitingPartition id of the partition behind {@code closedFormYears}
 * @param met whether {@code closedFormYears} is at least {@code requiredYears}, if that was asked for
 * @param shortfalls partitions that do not last as long as required, the worst first
 * @param bufferAreaNeeded at which this plan would last as long as required, over the 8-bit baseline's; absent if it does
 * @param reason why the closed form is absent
 * @param firstFailureReason why the first failure is absent
 * @param accuracyJudgedReason why the lifetime judged by accuracy is absent
 * @param assumption what the figures rest on
 */
public record LifetimeRecord(
        @Nullable Double levelledInferences,
        @Nullable Double unlevelledInferences,
        @Nullable Double requiredYears,
        double ratePerS,
        @Nullable Double closedFormYears,
        @Nullable Double firstFailureYears,
        @Nullable Double accuracyJudgedYears,
        @Nullable Double accuracyJudgedSparesYears,
        @Nullable Double ageYears,
        @Nullable String limitingPartition,
        @Nullable Boolean met,
        List<Shortfall> shortfalls,
        @Nullable Double bufferAreaNeeded,
        @Nullable String reason,
        @Nullable String firstFailureReason,
        @Nullable String accuracyJudgedReason,
        String assumption) {
    public LifetimeRecord {
        shortfalls = List.copyOf(shortfalls);
    }

    /**
     * A partition that does not last, and three remedies, any of which is enough if all partitions of its kind get it.
     *
     * @param factor required over achieved lifetime
     * @param cellsNeeded for the same writes
     * @param areaNeededM2 of so many cells
     * @param bitsAtMost of weights and inputs, the cells staying as they are; absent if not even 2 bits are few enough
     * @param rateAtMostPerS at which it would last as long as required
     */
    public record Shortfall(
            String partition,
            double years,
            double factor,
            long cellsNeeded,
            double areaNeededM2,
            @Nullable Integer bitsAtMost,
            double rateAtMostPerS) {}
}
