package org.layco.source;

import java.util.function.Function;

/**
 * A value together with where it comes from.
 *
 * @param value the value, in the unit its holder's name states
 * @param reference a citation: paper with figure, table or equation, or the public code that transcribes it
 * @param kind how the value came to be known
 */
public record Sourced<T>(T value, String reference, Kind kind) {
    public Sourced {
        if (reference.isBlank()) {
            throw new IllegalArgumentException("A sourced value (" + value + ") needs a reference. Cite one.");
        }
    }

    /** A value that follows from this one and rests on the same source. */
    public <U> Sourced<U> map(Function<? super T, ? extends U> dependent) {
        return new Sourced<>(dependent.apply(value), reference, kind);
    }
}
