package org.layco.report.figure;

import java.util.Locale;

/** An SVG element being written: shapes with style classes, escaped texts, coordinates with two decimals. */
final class Svg {
    /** Where a text is fixed to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder text = new StringBuilder();

    /** A drawing of {@code width} x {@code height} units, which are pixels at a phone's width. */
    Svg(String id, double width, double height, String title, String description) {
        text.append("<svg viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
        text.append("\" role=\"img\" aria-labelledby=\"").append(escape(id)).append("-t ");
        text.append(escape(id)).append("-d\"><title id=\"").append(escape(id)).append("-t\">");
        text.append(escape(title))
                .append("</title><desc id=\"")
                .append(escape(id))
                .append("-d\">");
        text.append(escape(description)).append("</desc>\n");
    }

    /** A rectangle with a tooltip. */
    void rectangle(String style, double x, double y, double width, double height, String tooltip) {
        shape("rect", style, tooltip, "x", x, "y", y, "width", width, "height", height);
    }

    /** A circle with a tooltip. */
    void circle(String style, double x, double y, double radius, String tooltip) {
        shape("circle", style, tooltip, "cx", x, "cy", y, "r", radius);
    }

    /** A polygon around (x, y) from offsets dx, dy, dx, dy, ..., with a tooltip. */
    void polygon(String style, double x, double y, String tooltip, double... offsets) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < offsets.length; i += 2) {
            points.append(i == 0 ? "" : " ").append(number(x + offsets[i])).append(',');
            points.append(number(y + offsets[i + 1]));
        }
        text.append("<polygon class=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"><title>");
        text.append(escape(tooltip)).append("</title></polygon>\n");
    }

    /** A straight line. */
    void line(String style, double x1, double y1, double x2, double y2) {
        text.append("<line class=\"").append(style).append('"');
        attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2);
        text.append("/>\n");
    }

    /** A text. */
    void text(String style, double x, double y, Anchor anchor, String content) {
        text.append("<text class=\"").append(style).append('"');
        attributes("x", x, "y", y);
        if (anchor != Anchor.START) {
            text.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        text.append('>').append(escape(content)).append("</text>\n");
    }

    /** The finished element. */
    String finish() {
        return text.append("</svg>").toString();
    }

    private void shape(String name, String style, String tooltip, Object... attributes) {
        text.append('<').append(name).append(" class=\"").append(style).append('"');
        attributes(attributes);
        text.append("><title>")
                .append(escape(tooltip))
                .append("</title></")
                .append(name)
                .append(">\n");
    }

    private void attributes(Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(' ').append(namesAndValues[i]).append("=\"");
            text.append(number((double) namesAndValues[i + 1])).append('"');
        }
    }

    /** Two decimals at most: enough for any screen, and short. */
    private static String number(double value) {
        String fixed = String.format(Locale.ROOT, "%.2f", value);
        return fixed.replaceAll("\\.?0+$", "");
    }

    /** Text or attribute value; control characters, which XML forbids, are shown as a replacement character. */
    private static String escape(String value) {
        StringBuilder safe = new StringBuilder();
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xfffd : c);
            }
        });
        return safe.toString();
    }
}
