package org.layco.report.figure;

/** The shape of a data point; shape and colour tell series apart together, so that colour alone never has to. */
enum Mark {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    SWATCH;

    private static final double RADIUS = 4;

    /** The shape that belongs to a style class: each operand has its own, everything else is a swatch. */
    static Mark of(String style) {
        return switch (style) {
            case "o-weight" -> SQUARE;
            case "o-input" -> CIRCLE;
            case "o-partial_sum" -> TRIANGLE;
            case "bound" -> DIAMOND;
            default -> SWATCH;
        };
    }

    void draw(Svg svg, String style, double x, double y, String tooltip) {
        double r = RADIUS;
        switch (this) {
            case CIRCLE -> svg.circle(style, x, y, r, tooltip);
            case SQUARE -> svg.rectangle(style, x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1, tooltip);
            case TRIANGLE -> svg.polygon(style, x, y, tooltip, 0, -r, r, r - 0.5, -r, r - 0.5);
            case DIAMOND -> svg.polygon(style, x, y, tooltip, 0, -r - 1, r + 1, 0, 0, r + 1, -r - 1, 0);
            case SWATCH -> svg.rectangle(style, x - r, y - r, 2 * r, 2 * r, tooltip);
        }
    }
}
