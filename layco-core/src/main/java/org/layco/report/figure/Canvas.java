package org.layco.report.figure;

/** Something to draw on, in units from the upper left corner; the page's are pixels at a phone's width. */
interface Canvas {
    /** How much of what lies below a band hides, 0..1. */
    double BAND_OPACITY = 0.2;

    /** Where a text is fixed to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. */
    enum Lettering {
        LABEL(10.5, false, Ink.TEXT),
        VALUE(10.5, true, Ink.TEXT),
        AXIS(10, false, Ink.MUTED);

        final double size;
        final boolean bold;
        final Ink ink;

        Lettering(double size, boolean bold, Ink ink) {
            this.size = size;
            this.bold = bold;
            this.ink = ink;
        }
    }

    /** How a line looks; {@code opacity} is 0..1. */
    record Line(Ink ink, double width, boolean dashed, double opacity) {
        static Line thin(Ink ink) {
            return new Line(ink, 1.4, false, 1);
        }

        static Line grid() {
            return new Line(Ink.GRID, 1, false, 1);
        }

        static Line interval(Ink ink) {
            return new Line(ink, 2, false, 0.55);
        }

        static Line limit() {
            return new Line(Ink.WORSE, 1.6, true, 1);
        }
    }

    void rectangle(Ink ink, double x, double y, double width, double height, String tooltip);

    /** A rectangle of any colour, {@code #rrggbb}. */
    void shaded(String colour, double x, double y, double width, double height, String tooltip);

    void circle(Ink ink, double x, double y, double radius, String tooltip);

    /** A filled polygon through x, y, x, y, ... */
    void polygon(Ink ink, String tooltip, double... corners);

    /** A translucent polygon through x, y, x, y, ... */
    void band(Ink ink, double... corners);

    void line(Line line, double x1, double y1, double x2, double y2);

    /** A line through x, y, x, y, ... */
    void path(Line line, double... points);

    void text(Lettering lettering, double x, double y, Anchor anchor, String content);

    /** A bold letter in the middle of a coloured area, {@code #rrggbb}. */
    void letter(String colour, double x, double y, String content);

    /** The same in an ink. */
    void letter(Ink ink, double x, double y, String content);

    /** A text that runs upwards, its middle at the point. */
    void upright(Lettering lettering, double x, double y, String content);
}
