package org.layco.device;

/**
 * Energy of one programming pulse, E(V) = E0 (V/V0)^2 at fixed pulse time: a resistor driven by a voltage.
 *
 * @param energyJoules E0, positive
 * @param referenceVolts V0, positive
 * @param seconds pulse time, positive
 * @param pulsesPerWrite pulses that one write takes: RESET and SET make 2
 */
public record WritePulse(double energyJoules, double referenceVolts, double seconds, int pulsesPerWrite) {
    public WritePulse {
        if (!(energyJoules > 0 && referenceVolts > 0 && seconds > 0 && pulsesPerWrite > 0)) {
            throw new IllegalArgumentException(
                    "Energy (%s J), voltage (%s V), time (%s s) and pulses (%d) of a write must be positive."
                            .formatted(energyJoules, referenceVolts, seconds, pulsesPerWrite));
        }
    }

    /** Joules that one write of one cell takes at a write voltage. */
    public double writeEnergyJoules(double writeVolts) {
        double ratio = writeVolts / referenceVolts;
        return pulsesPerWrite * energyJoules * ratio * ratio;
    }

    /** Seconds that one write of one cell takes. */
    public double writeSeconds() {
        return pulsesPerWrite * seconds;
    }
}
