package org.layco.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ratio of the plan to a baseline as factors that multiply to it.
 *
 * @param baseline name of the design compared with
 * @param figure {@code energy} or {@code lifetime}, the latter levelled
 * @param ratio above 1 the plan is better; absent with a reason
 * @param factors in the order in which differences are taken; each is what one step gains on top of those before it
 * @param reason why there is no ratio
 */
public record WaterfallRecord(
        String baseline,
        String figure,
        @Nullable Double ratio,
        List<Factor> factors,
        @Nullable String reason) {
    public WaterfallRecord {
        factors = List.copyOf(factors);
    }

    /** What one cause contributes; above 1 in the plan's favour. */
    public record Factor(String cause, double factor) {}
}
