package org.layco.device;

import java.util.Optional;

/**
 * Energy of one programming pulse, E(V) = E0 (V/V0)^k at fixed pulse time; a resistor driven by a voltage has k = 2.
 *
 * @param energyJoules E0, positive
 * @param referenceVolts V0, positive
 * @param exponent k, at least 0
 * @param seconds pulse time, positive
 * @param pulsesPerWrite pulses that one write takes: RESET and SET make 2
 * @param measured voltages of the measurements behind E0 and k, outside which the law throws; empty if the law is physics
 */
public record WritePulse(
        double energyJoules,
        double referenceVolts,
        double exponent,
        double seconds,
        int pulsesPerWrite,
        Optional<VoltageRange> measured) {
    /** Exponent of a resistor driven by a voltage. */
    public static final double RESISTOR = 2;

    public WritePulse {
        if (!(energyJoules > 0 && referenceVolts > 0 && seconds > 0 && pulsesPerWrite > 0)) {
            throw new IllegalArgumentException(
                    "Energy (%s J), voltage (%s V), time (%s s) and pulses (%d) of a write must be positive."
                            .formatted(energyJoules, referenceVolts, seconds, pulsesPerWrite));
        }
        if (!(exponent >= 0)) {
            throw new IllegalArgumentException(
                    "Write energy falls as the voltage rises (V^%s). Check the voltages and energies of its points."
                            .formatted(exponent));
        }
    }

    /**
     * The power law of least squared error in log E through measured points.
     *
     * @param volts of each point
     * @param joules of one pulse, of each point
     */
    public static Fitted<WritePulse> fit(double[] volts, double[] joules, double seconds, int pulsesPerWrite) {
        LinearFit line = LinearFit.of(LinearFit.log10(volts), LinearFit.log10(joules));
        VoltageRange range = VoltageRange.of(volts);
        double reference = range.highVolts();
        double energy = Math.pow(10, line.intercept() + line.slope() * Math.log10(reference));
        return new Fitted<>(
                new WritePulse(energy, reference, line.slope(), seconds, pulsesPerWrite, Optional.of(range)),
                line,
                "log10 of the energy",
                range);
    }

    /** Joules that one write of one cell takes at a write voltage. */
    public double writeEnergyJoules(double writeVolts) {
        measured.ifPresent(range -> range.require(writeVolts, "write energy"));
        double ratio = writeVolts / referenceVolts;
        return pulsesPerWrite * energyJoules * (exponent == RESISTOR ? ratio * ratio : StrictMath.pow(ratio, exponent));
    }

    /** Seconds that one write of one cell takes. */
    public double writeSeconds() {
        return pulsesPerWrite * seconds;
    }
}
