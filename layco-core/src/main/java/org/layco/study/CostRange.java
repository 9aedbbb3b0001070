package org.layco.study;

import org.jspecify.annotations.Nullable;

/**
 * Between what figures a point's cost lies, in closed form: before its network has run on crossbars.
 *
 * @param best no plan of the point costs less or lasts longer
 * @param worst where the operating point is given, the same as {@code best}; else that of most bits at the highest voltage, which a
 *     plan may exceed by how it places data
 */
public record CostRange(Figures best, Figures worst) {
    /**
     * A design's cost.
     *
     * @param energyJ of one inference, joules
     * @param areaM2 square metres
     * @param lifetimeInferences until the median cell fails, with free rotation; absent if it is not known or nothing wears
     */
    public record Figures(
            double energyJ, double areaM2, @Nullable Double lifetimeInferences) {}
}
