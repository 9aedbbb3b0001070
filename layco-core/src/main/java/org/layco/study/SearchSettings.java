package org.layco.study;

import java.util.List;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.search.Objective;

/**
 * How hard and among what to search. Budgets are in work, not in time, so that results do not depend on the machine.
 *
 * @param bits candidate bit-widths of weights and inputs, ascending, 2..8 or 16; the last is the clean baseline's
 * @param weightScales what shares one scale of the weights: a layer or an output channel
 * @param voltageStepVolts distance of the candidate write voltages
 * @param objective what a plan is chosen for among those that meet the limits
 * @param maxPartitions most feature-map plus psum partitions
 * @param toleranceImages search images that tolerance is measured on, at most
 * @param calibrationImages search images that ranges are taken from, at most
 * @param verificationRounds most rounds of solve and verify
 * @param solverSeconds deterministic time of one solve
 * @param chips whole chips for the spread, at least 20
 * @param chipImages certification images that each whole chip runs, at most
 */
public record SearchSettings(
        List<Integer> bits,
        Granularity weightScales,
        double voltageStepVolts,
        Objective objective,
        int maxPartitions,
        int toleranceImages,
        int calibrationImages,
        int verificationRounds,
        double solverSeconds,
        int chips,
        int chipImages) {
    /** What a run uses unless its study says otherwise. */
    public static final SearchSettings DEFAULT = new SearchSettings(
            List.of(4, 5, 6, 8), Granularity.CHANNEL, 0.02, Objective.ENERGY, 4, 256, 512, 10, 20, 20, 500);

    public SearchSettings {
        bits = List.copyOf(bits);
        if (bits.isEmpty() || !bits.equals(bits.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("Candidate bits %s must be ascending and different.".formatted(bits));
        }
    }

    /** These settings with other candidates. */
    public SearchSettings with(List<Integer> candidateBits, Granularity scales, Objective goal, int partitions) {
        return new SearchSettings(
                candidateBits,
                scales,
                voltageStepVolts,
                goal,
                partitions,
                toleranceImages,
                calibrationImages,
                verificationRounds,
                solverSeconds,
                chips,
                chipImages);
    }
}
