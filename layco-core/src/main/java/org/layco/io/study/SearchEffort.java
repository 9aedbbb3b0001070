package org.layco.io.study;

import java.util.Optional;
import org.layco.study.SearchSettings;

/**
 * How hard a search is asked to try; what is absent takes its default.
 *
 * @param toleranceImages search images that tolerance is measured on, at most
 * @param calibrationImages search images that ranges are taken from, at most
 * @param rounds most rounds of solve and verify
 * @param voltageStepVolts distance of the candidate write voltages
 * @param solverSeconds deterministic time of one solve
 */
public record SearchEffort(
        Optional<Integer> toleranceImages,
        Optional<Integer> calibrationImages,
        Optional<Integer> rounds,
        Optional<Double> voltageStepVolts,
        Optional<Double> solverSeconds) {
    /** Nothing asked for. */
    public static final SearchEffort DEFAULT =
            new SearchEffort(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** This effort where it says something, {@code other} where it does not. */
    SearchEffort over(SearchEffort other) {
        return new SearchEffort(
                toleranceImages.or(other::toleranceImages),
                calibrationImages.or(other::calibrationImages),
                rounds.or(other::rounds),
                voltageStepVolts.or(other::voltageStepVolts),
                solverSeconds.or(other::solverSeconds));
    }

    /** Settings at this effort. */
    SearchSettings in(SearchSettings base) {
        return new SearchSettings(
                base.bits(),
                base.weightScales(),
                voltageStepVolts.orElse(base.voltageStepVolts()),
                base.objective(),
                base.maxPartitions(),
                toleranceImages.orElse(base.toleranceImages()),
                calibrationImages.orElse(base.calibrationImages()),
                rounds.orElse(base.verificationRounds()),
                solverSeconds.orElse(base.solverSeconds()),
                base.chips(),
                base.chipImages());
    }
}
