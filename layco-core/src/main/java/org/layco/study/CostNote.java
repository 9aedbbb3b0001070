package org.layco.study;

import java.util.Locale;
import org.layco.inference.InferenceCost;

/** The cost of a measurement in one line. */
final class CostNote {
    private CostNote() {}

    static String of(InferenceCost cost, int images) {
        return String.format(
                Locale.ROOT,
                "cost: %.1f passes over %d images (%.1f without prefix caching, %.1f without early stopping,"
                        + " %.1f without either)",
                cost.passes(),
                images,
                cost.passesWithoutPrefixCaching(),
                cost.passesWithoutEarlyStopping(),
                cost.passesWithoutEither());
    }
}
