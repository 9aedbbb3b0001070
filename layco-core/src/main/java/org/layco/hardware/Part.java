package org.layco.hardware;

import org.layco.source.Sourced;

/**
 * A component that the template has no place of its own for: a register, a sample-and-hold, a router.
 *
 * @param name as in the card
 * @param component its figures
 * @param charged the action that it takes part in
 */
public record Part(String name, Sourced<Component> component, Charged charged) {
    /** The action of the template that a part takes part in, once each time. */
    public enum Charged {
        /** Conversion of one input slice. */
        INPUT_CONVERSION,
        /** Conversion of partial sums to one code. */
        OUTPUT_CONVERSION,
        /** A feature-map bit on its way to the buffer. */
        FEATURE_MAP_WRITE,
        /** Nothing that an MVM layer does: pooling, links between chips. It has area, and power when busy. */
        NOTHING
    }

    public Part {
        if (charged == Charged.NOTHING && component.value().hertz().isEmpty()) {
            throw new IllegalArgumentException(
                    "Part '%s' is charged with no action. Give its rate, or the action it takes part in."
                            .formatted(name));
        }
    }
}
