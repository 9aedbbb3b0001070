package org.layco.study;

import org.jspecify.annotations.Nullable;

/**
 * The solver's best plan for one loss budget: a point of the Pareto front of the surrogate problem, neither measured nor
 * certified.
 *
 * @param lossBudgetPp summed loss that was allowed, percentage points
 * @param status how the solver ended
 * @param predictedLossPp summed loss of the plan, percentage points
 * @param energyJ per inference
 * @param latencyS per inference, stage after stage
 * @param areaM2 of arrays and buffer
 * @param lifetimeInferences until the median cell fails with layers swapped; absent if nothing wears
 */
public record FrontPoint(
        double lossBudgetPp,
        String status,
        double predictedLossPp,
        double energyJ,
        double latencyS,
        double areaM2,
        @Nullable Double lifetimeInferences) {}
