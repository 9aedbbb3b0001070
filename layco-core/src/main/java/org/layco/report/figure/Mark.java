package org.layco.report.figure;

import java.util.Locale;

/** The shape of a data point; shape and colour tell series apart together, so that colour alone never has to. */
enum Mark {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    SWATCH,
    NONE;

    private static final double RADIUS = 4;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    void draw(Canvas canvas, Ink ink, double x, double y, String tooltip) {
        double r = RADIUS;
        switch (this) {
            case CIRCLE -> canvas.circle(ink, x, y, r, tooltip);
            case SQUARE -> canvas.rectangle(ink, x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1, tooltip);
            case TRIANGLE -> canvas.polygon(ink, tooltip, x, y - r, x + r, y + r - 0.5, x - r, y + r - 0.5);
            case DIAMOND -> canvas.polygon(ink, tooltip, x, y - r - 1, x + r + 1, y, x, y + r + 1, x - r - 1, y);
            case SWATCH -> canvas.rectangle(ink, x - r, y - r, 2 * r, 2 * r, tooltip);
            case NONE -> canvas.line(Canvas.Line.thin(ink), x - r, y, x + r, y);
        }
    }
}
