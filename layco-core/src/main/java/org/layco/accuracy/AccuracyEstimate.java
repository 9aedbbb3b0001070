package org.layco.accuracy;

import java.util.OptionalInt;

/**
 * What certification found: the paired loss on the certification images, and whether and by how much it is below the
 * limit for the population.
 *
 * @param guarantee what was asked for
 * @param loss paired loss on the images used
 * @param floatTop1 of the float network on the images used, 0..1
 * @param planTop1 mean over the plan's trials on the images used, 0..1
 * @param upperBoundPp upper confidence bound on the population's loss, in percentage points; valid whenever one stops,
 *     never below the loss measured
 * @param trials runs of the plan
 * @param met whether the guarantee is certified; exactly if {@code upperBoundPp} is at most the limit
 * @param imagesToMeet how many images it took until the limit was ruled out, if it was
 * @param logEvidence natural logarithm of the largest wealth against the limit; ln(1/alpha) or more certifies
 */
public record AccuracyEstimate(
        AccuracyGuarantee guarantee,
        PairedLoss loss,
        double floatTop1,
        double planTop1,
        double upperBoundPp,
        long trials,
        boolean met,
        OptionalInt imagesToMeet,
        double logEvidence) {
    public AccuracyEstimate {
        if (met != (upperBoundPp <= guarantee.limitPp()) || met != imagesToMeet.isPresent()) {
            throw new IllegalArgumentException(
                    "A bound of %s pp, a limit of %s pp, met %s and %s contradict each other."
                            .formatted(upperBoundPp, guarantee.limitPp(), met, imagesToMeet));
        }
    }

    /** Number of images used. */
    public int images() {
        return loss.images();
    }

    /** Mean loss on the images used, in percentage points. */
    public double lossPp() {
        return loss.lossPp();
    }

    /** The float network's top-1 on the images used less the bound on the loss, at least 0. */
    public double certifiedTop1() {
        return Math.max(0, floatTop1 - upperBoundPp / 100);
    }
}
