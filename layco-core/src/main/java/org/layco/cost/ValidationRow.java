package org.layco.cost;

import java.util.Optional;
import org.layco.source.Knowable;

/**
 * An expected figure beside the modelled one.
 *
 * @param design its name
 * @param expected what is expected
 * @param modelled in the unit of {@code expected}; absent with the reason if our model gives none
 */
public record ValidationRow(String design, ExpectedFigure expected, Knowable<Double> modelled) {
    /** (modelled - expected) / expected. */
    public Knowable<Double> relativeError() {
        return modelled.map(value -> (value - expected.value()) / expected.value());
    }

    /** True if the modelled figure lies within the tolerance. */
    public boolean ok() {
        return relativeError()
                .map(error -> Math.abs(error) <= expected.tolerance() + 1e-12)
                .equals(Knowable.known(true));
    }

    /** Why the row may fail, if it may. */
    public Optional<String> exception() {
        return expected.exception().or(expected::unavailable);
    }
}
