package org.layco.device;

import java.util.Locale;

/**
 * A law of the write voltage together with the line it was fitted by.
 *
 * @param law the law, which holds over {@code range} only
 * @param line through the measured points
 * @param ordinate what was the line's y, for people
 * @param range voltages of the points
 */
public record Fitted<T>(T law, LinearFit line, String ordinate, VoltageRange range) {
    /** How good the fit is, to stand behind the source of its points. */
    public String quality() {
        return String.format(
                Locale.ROOT,
                "fit through %d points, %.2f to %.2f V, R2 %.3f, residual %.2f in %s",
                line.points(),
                range.lowVolts(),
                range.highVolts(),
                line.rSquared(),
                line.residual(),
                ordinate);
    }
}
