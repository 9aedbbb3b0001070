package org.layco.report.figure;

import java.util.Locale;

/**
 * An SVG element being drawn. Shapes carry both the colours for white ground, which hold in a file of its own, and style
 * classes, by which a page's style sheet replaces them. Coordinates have two decimals, texts are escaped.
 */
final class SvgCanvas implements Canvas {
    private static final String FONTS =
            "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

    private final StringBuilder text = new StringBuilder();

    SvgCanvas(String id, double width, double height, String title, String description) {
        text.append("<svg viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
        text.append("\" role=\"img\" aria-labelledby=\"").append(escape(id)).append("-t ");
        text.append(escape(id)).append("-d\" font-family=\"").append(FONTS).append("\">");
        text.append("<title id=\"").append(escape(id)).append("-t\">").append(escape(title));
        text.append("</title><desc id=\"").append(escape(id)).append("-d\">");
        text.append(escape(description)).append("</desc>\n");
    }

    @Override
    public void rectangle(Ink ink, double x, double y, double width, double height, String tooltip) {
        text.append("<rect").append(fill(ink));
        attributes("x", x, "y", y, "width", width, "height", height);
        titled("rect", tooltip);
    }

    @Override
    public void shaded(String colour, double x, double y, double width, double height, String tooltip) {
        text.append("<rect fill=\"").append(colour).append('"');
        attributes("x", x, "y", y, "width", width, "height", height);
        titled("rect", tooltip);
    }

    @Override
    public void circle(Ink ink, double x, double y, double radius, String tooltip) {
        text.append("<circle").append(fill(ink));
        attributes("cx", x, "cy", y, "r", radius);
        titled("circle", tooltip);
    }

    @Override
    public void polygon(Ink ink, String tooltip, double... corners) {
        text.append("<polygon").append(fill(ink)).append(points(corners));
        titled("polygon", tooltip);
    }

    @Override
    public void band(Ink ink, double... corners) {
        text.append("<polygon")
                .append(fill(ink))
                .append(" opacity=\"" + number(BAND_OPACITY) + '"')
                .append(points(corners))
                .append("/>\n");
    }

    @Override
    public void line(Line line, double x1, double y1, double x2, double y2) {
        text.append("<line").append(stroke(line));
        attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2);
        text.append("/>\n");
    }

    @Override
    public void path(Line line, double... points) {
        text.append("<polyline fill=\"none\"")
                .append(stroke(line))
                .append(points(points))
                .append("/>\n");
    }

    @Override
    public void text(Lettering lettering, double x, double y, Anchor anchor, String content) {
        text.append("<text").append(lettering(lettering));
        attributes("x", x, "y", y);
        anchored(anchor, content);
    }

    @Override
    public void letter(String colour, double x, double y, String content) {
        text.append("<text fill=\"").append(colour).append("\" font-size=\"10.5\" font-weight=\"650\"");
        attributes("x", x, "y", y);
        anchored(Anchor.MIDDLE, content);
    }

    @Override
    public void letter(Ink ink, double x, double y, String content) {
        letter(ink.light(), x, y, content);
    }

    @Override
    public void upright(Lettering lettering, double x, double y, String content) {
        text.append("<text").append(lettering(lettering)).append(" transform=\"translate(");
        text.append(number(x)).append(' ').append(number(y)).append(") rotate(-90)\"");
        anchored(Anchor.MIDDLE, content);
    }

    /** The finished element. */
    String finish() {
        return text.append("</svg>").toString();
    }

    private static String fill(Ink ink) {
        return " class=\"i-" + ink.key() + "\" fill=\"" + ink.light() + '"';
    }

    private static String stroke(Line line) {
        return " class=\"s-" + line.ink().key() + "\" stroke=\"" + line.ink().light() + "\" stroke-width=\""
                + number(line.width()) + '"' + (line.dashed() ? " stroke-dasharray=\"4 3\"" : "")
                + (line.opacity() < 1 ? " opacity=\"" + number(line.opacity()) + '"' : "");
    }

    private static String lettering(Lettering lettering) {
        return fill(lettering.ink) + " font-size=\"" + number(lettering.size) + '"'
                + (lettering.bold ? " font-weight=\"600\"" : "");
    }

    private static String points(double... coordinates) {
        StringBuilder points = new StringBuilder(" points=\"");
        for (int i = 0; i < coordinates.length; i += 2) {
            points.append(i == 0 ? "" : " ").append(number(coordinates[i])).append(',');
            points.append(number(coordinates[i + 1]));
        }
        return points.append('"').toString();
    }

    private void anchored(Anchor anchor, String content) {
        if (anchor != Anchor.START) {
            text.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        text.append('>').append(escape(content)).append("</text>\n");
    }

    private void titled(String name, String tooltip) {
        if (tooltip.isEmpty()) {
            text.append("/>\n");
        } else {
            text.append("><title>")
                    .append(escape(tooltip))
                    .append("</title></")
                    .append(name)
                    .append(">\n");
        }
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
