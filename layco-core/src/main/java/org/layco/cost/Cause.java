package org.layco.cost;

import java.util.Locale;

/** Something that a plan and its rival differ in, as a waterfall takes their ratio apart. */
public enum Cause {
    /** The design itself: arrays, and where partial sums and feature maps wait; what no other cause accounts for. */
    ARRAYS,
    /** Fewer bits of weights and inputs, as far as they are fewer writes of the buffer's cells. */
    FEWER_WRITES,
    /** Fewer bits of weights and inputs, in everything else. */
    BITS,
    /** More bits in a crossbar cell. */
    CELL_DENSITY,
    /** What converters take: another resolution of partial sums, or other converters. */
    CONVERTERS,
    /** Lower write voltages of the buffer. */
    VOLTAGE,
    /** A larger buffer than the data need, for a lifetime that was required. */
    CAPACITY,
    /** Rotation where it is free, of the plan over that of the rival. */
    LEVELLING;

    /** The key used in results. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
