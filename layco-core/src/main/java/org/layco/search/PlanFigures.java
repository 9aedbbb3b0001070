package org.layco.search;

/**
 * What a plan costs as the solver adds it up.
 *
 * @param energyJoules of one inference
 * @param latencySeconds of one inference, stage after stage
 * @param areaSquareMetres of arrays and buffer
 * @param lifetimeInferences until the median cell of the buffer fails under LayCO's swapping, at most 5 % too few; infinite
 *     if nothing wears
 */
public record PlanFigures(
        double energyJoules, double latencySeconds, double areaSquareMetres, double lifetimeInferences) {}
