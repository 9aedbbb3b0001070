package org.layco.hardware;

import org.layco.device.MemoryCell;
import org.layco.source.Knowable;

/** The voltage at which a design writes its RRAM buffers when no plan says otherwise. */
public enum WriteVoltage {
    /** The cell's nominal voltage. */
    NOMINAL,
    /** What any careful designer would do: the lowest voltage at which writes fail with at most {@link #SAFE_PROBABILITY}. */
    LOWEST_SAFE;

    /** Write errors that a design without error tolerance accepts. */
    public static final double SAFE_PROBABILITY = 1e-6;

    /** Volts with this cell; absent if it has no such voltage. */
    public Knowable<Double> volts(MemoryCell cell) {
        return switch (this) {
            case NOMINAL -> Knowable.known(cell.nominalVolts());
            case LOWEST_SAFE -> cell.lowestVoltageFor(SAFE_PROBABILITY);
        };
    }
}
