package org.layco.device;

import java.util.Arrays;
import java.util.Locale;

/**
 * A closed interval of write voltages over which a law holds.
 *
 * @param lowVolts least voltage, positive
 * @param highVolts greatest voltage, at least {@code lowVolts}
 */
public record VoltageRange(double lowVolts, double highVolts) {
    public VoltageRange {
        if (!(lowVolts > 0 && highVolts >= lowVolts && Double.isFinite(highVolts))) {
            throw new IllegalArgumentException(
                    "[%s, %s] V is not a range of positive voltages.".formatted(lowVolts, highVolts));
        }
    }

    /** The range of some voltages, at least one. */
    public static VoltageRange of(double... volts) {
        return new VoltageRange(
                Arrays.stream(volts).min().orElse(Double.NaN),
                Arrays.stream(volts).max().orElse(Double.NaN));
    }

    /** True if the voltage lies in the range, ends included. */
    public boolean contains(double volts) {
        return volts >= lowVolts && volts <= highVolts;
    }

    /** The part two ranges share; throws if there is none. */
    public VoltageRange and(VoltageRange other) {
        return new VoltageRange(Math.max(lowVolts, other.lowVolts), Math.min(highVolts, other.highVolts));
    }

    /** {@code volts} if it lies in the range; throws naming {@code what} and the range otherwise. */
    double require(double volts, String what) {
        if (!contains(volts)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The %s is known in [%s, %s] V, not at %s V. Choose a voltage in that range, or a cell card with data there.",
                    what,
                    lowVolts,
                    highVolts,
                    volts));
        }
        return volts;
    }
}
