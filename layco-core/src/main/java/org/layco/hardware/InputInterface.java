package org.layco.hardware;

import java.util.Optional;
import org.layco.source.Sourced;

/**
 * How input codes reach the wordlines.
 *
 * @param converter DAC or DTC, at the bits of one input slice
 * @param reuse how often an element is read from the buffer and converted
 * @param forward the latch that hands a converted input to the next array, where the design has one
 */
public record InputInterface(Sourced<Converter> converter, Reuse reuse, Optional<Sourced<Component>> forward) {
    /** How often an element of the feature map is read from the buffer and converted. */
    public enum Reuse {
        /** For every output that uses it, in every array that holds weights for it. */
        EVERY_USE,
        /** Once; it is handed on between arrays (O2IR; W. Li et al., TIMELY, ISCA 2020, section III). */
        ONCE
    }

    /** The same interface in a technology whose nominal supply is {@code volts}. */
    InputInterface nominalAt(double volts) {
        return new InputInterface(converter.map(circuit -> circuit.nominalAt(volts)), reuse, forward);
    }
}
