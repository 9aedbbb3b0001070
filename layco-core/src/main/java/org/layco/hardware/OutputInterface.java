package org.layco.hardware;

import org.layco.source.Sourced;

/**
 * How partial sums become digital codes.
 *
 * @param converter ADC or TDC
 * @param maxBits greatest resolution built, 1..12; a plan reads partial sums back at up to this many bits
 */
public record OutputInterface(Sourced<Converter> converter, int maxBits) {
    public OutputInterface {
        if (maxBits < 1 || maxBits > AdcModel.MAX_BITS) {
            throw new IllegalArgumentException(
                    "maxBits (%d) is outside [1, %d].".formatted(maxBits, AdcModel.MAX_BITS));
        }
    }

    /** The resolution used when an operating point asks for {@code bits}. */
    public int resolution(int bits) {
        return Math.min(bits, maxBits);
    }

    /** The same interface in a technology whose nominal supply is {@code volts}. */
    OutputInterface nominalAt(double volts) {
        return new OutputInterface(converter.map(circuit -> circuit.nominalAt(volts)), maxBits);
    }
}
