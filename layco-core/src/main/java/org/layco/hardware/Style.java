package org.layco.hardware;

import java.util.Locale;

/** The array style of an RRAM-buffer design; designs are compared within one style. */
public enum Style {
    /** Single-bit cells, bit-serial inputs (CASCADE, MICRO 2019). */
    CASCADE,
    /** Multi-bit cells, time-domain inputs (TIMELY, ISCA 2020). */
    TIMELY;

    /** The word used on the command line and in results: {@code cascade}, {@code timely}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
