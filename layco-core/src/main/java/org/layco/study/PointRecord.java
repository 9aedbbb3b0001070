package org.layco.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run record of one point of a campaign: the blocks of {@link RunRecord} that a grid is compared by, under the same names.
 * Accuracy is measured on the search images; only points that the campaign asks to certify see the others. Depends on the
 * point's inputs alone: where and how long it ran is kept beside it.
 *
 * @param schema name and version of this format
 * @param study the resolved inputs
 * @param accuracy on the search images
 * @param guarantee the certificate, for points that were asked for; its confidence is shared by all of them
 * @param plan operating points of every layer
 * @param partitions of the plan
 * @param solver how the plan was found; absent if it was given
 * @param designs cost of the plan and of every baseline, the plan first
 * @param lifetime of the plan's buffer
 * @param policies the same writes under every swapping policy
 * @param warnings what the reader should know before trusting the figures
 */
public record PointRecord(
        String schema,
        RunRecord.StudySummary study,
        Accuracy accuracy,
        RunRecord.@Nullable Guarantee guarantee,
        RunRecord.PlanSummary plan,
        List<RunRecord.PartitionRow> partitions,
        RunRecord.@Nullable Solver solver,
        List<RunRecord.Design> designs,
        LifetimeRecord lifetime,
        List<WearRecord.Policy> policies,
        List<String> warnings) {
    /** Format name and version. */
    public static final String SCHEMA = "layco.point/1";

    public PointRecord {
        partitions = List.copyOf(partitions);
        designs = List.copyOf(designs);
        policies = List.copyOf(policies);
        warnings = List.copyOf(warnings);
        if (designs.isEmpty()) {
            throw new IllegalArgumentException("A point's record needs at least the plan's own design. Put it first.");
        }
    }

    /**
     * Accuracy on the search images, each on a chip of its own.
     *
     * @param floatTop1 share of them that the float network gets right, 0..1
     * @param lossPp estimated loss against it, percentage points
     * @param standardErrorPp of that estimate
     * @param countedLossPp decisions lost less decisions won, percentage points
     * @param images measured
     * @param acceptable whether the loss leaves the room that a certificate needs
     */
    public record Accuracy(
            double floatTop1,
            double lossPp,
            double standardErrorPp,
            double countedLossPp,
            int images,
            boolean acceptable) {}

    /** Cost of the plan itself: the first design. */
    public RunRecord.Design planCost() {
        return designs.getFirst();
    }
}
