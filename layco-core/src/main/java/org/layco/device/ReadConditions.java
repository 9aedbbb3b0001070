package org.layco.device;

/**
 * How a cell is read.
 *
 * @param volts read voltage, positive
 * @param seconds read pulse, positive
 * @param lowOhms resistance of the conducting state at the read voltage, positive
 * @param highOhms resistance of the other state, at least {@code lowOhms}
 */
public record ReadConditions(double volts, double seconds, double lowOhms, double highOhms) {
    public ReadConditions {
        if (!(volts > 0 && seconds > 0 && lowOhms > 0 && highOhms >= lowOhms)) {
            throw new IllegalArgumentException(
                    "Read voltage (%s V), time (%s s) and resistances (%s and %s ohm) must be positive and ordered."
                            .formatted(volts, seconds, lowOhms, highOhms));
        }
    }

    /** Joules of one read of a cell at a normalised conductance level, 0 (high resistance) to 1 (low resistance). */
    public double energyJoules(double level) {
        return volts * volts * seconds * (level / lowOhms + (1 - level) / highOhms);
    }
}
