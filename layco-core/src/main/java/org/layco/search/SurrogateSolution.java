package org.layco.search;

import java.util.List;

/**
 * The exact solver's answer.
 *
 * @param status {@code OPTIMAL}, {@code FEASIBLE} (the budget of deterministic time ended first) or {@code INFEASIBLE}
 * @param relativeGap (objective - bound)/objective of the surrogate problem, 0..1
 * @param energyJoules objective, of one inference
 * @param predictedLossPp sum of predicted losses, percentage points
 * @param maps for each feature map (index of bits, index of voltage)
 * @param layers for each layer (index of weight bits, of psum bits, of psum voltage)
 */
public record SurrogateSolution(
        Status status,
        double relativeGap,
        double energyJoules,
        double predictedLossPp,
        List<MapPick> maps,
        List<LayerPick> layers) {
    /** How the search ended. */
    public enum Status {
        /** Proven best. */
        OPTIMAL,
        /** A solution with a proven gap. */
        FEASIBLE,
        /** No choice meets the loss budget and the capacity. */
        INFEASIBLE
    }

    public SurrogateSolution {
        maps = List.copyOf(maps);
        layers = List.copyOf(layers);
    }

    /** Indices into a {@link SurrogateProblem.MapChoice}. */
    public record MapPick(int bits, int voltage) {}

    /** Indices into a {@link SurrogateProblem.LayerChoice}. */
    public record LayerPick(int weightBits, int psumBits, int psumVoltage) {}
}
