package org.layco.source;

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
}
