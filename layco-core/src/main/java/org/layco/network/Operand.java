package org.layco.network;

import java.util.Locale;

/** A kind of data of an MVM layer that occupies memory cells. */
public enum Operand {
    /** The layer's constant matrix, programmed into crossbar cells once. */
    WEIGHT,
    /** The layer's input feature map (IFM), the previous layer's output, written to the buffer once an inference. */
    INPUT,
    /** The results of single crossbar reads (psums), written to the section's own buffer cells. */
    PARTIAL_SUM;

    /** The key used in YAML, JSON and CSV: {@code weight}, {@code input}, {@code partial_sum}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
