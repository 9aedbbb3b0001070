package org.layco.report.figure;

import java.util.List;
import java.util.function.DoubleFunction;
import org.layco.report.figure.Svg.Anchor;

/**
 * A chart of labelled rows over one horizontal axis: labels at the left, marks in the middle, values at the right, an
 * optional legend below. The one layout all figures share; a phone shows it at its natural size.
 */
final class RowChart {
    /** A series in the legend: its style class and its name. */
    record Series(String style, String name) {}

    private static final double WIDTH = 360;
    private static final double TITLE_HEIGHT = 24;
    private static final double ROW_HEIGHT = 22;
    private static final double AXIS_HEIGHT = 34;
    private static final double LEGEND_LINE = 17;
    private static final double GAP = 8;
    /** Width of an average character of a label, in units. */
    private static final double CHARACTER = 6.2;

    private static final double HALF_BAR = 7;
    private static final int LONGEST_LABEL = 25;

    private final String id;
    private final String caption;
    private final List<String> labels;
    private final Scale scale;
    private final List<Series> legend;
    private final double left;
    private final double right;
    private final Svg svg;

    /**
     * A chart without marks yet.
     *
     * @param tick how the axis writes a value
     * @param longestValue characters of the longest value at the right; 0 if there are none
     */
    RowChart(
            String id,
            String title,
            String caption,
            List<String> labels,
            Scale scale,
            String axis,
            DoubleFunction<String> tick,
            int longestValue,
            List<Series> legend) {
        this.id = id;
        this.caption = caption;
        this.labels = List.copyOf(labels);
        this.scale = scale;
        this.legend = List.copyOf(legend);
        int longestLabel = labels.stream()
                .mapToInt(label -> shortened(label).length())
                .max()
                .orElse(0);
        this.left = longestLabel * CHARACTER + GAP;
        this.right = WIDTH - Math.max(2 * GAP, longestValue * CHARACTER + GAP);
        this.svg = new Svg(id, WIDTH, bottom() + AXIS_HEIGHT + legendHeight(), title, caption);
        svg.text("ct", 0, 14, Anchor.START, title);
        axis(axis, tick);
        for (int row = 0; row < labels.size(); row++) {
            svg.text("cl", left - GAP, y(row) + 4, Anchor.END, shortened(labels.get(row)));
        }
        drawLegend();
    }

    /** A bar from {@code from} to {@code to}. */
    void bar(int row, String style, double from, double to, String tooltip) {
        double x = x(from);
        svg.rectangle(style, x, y(row) - HALF_BAR, Math.max(0, x(to) - x), 2 * HALF_BAR, label(row) + tooltip);
    }

    /** A thin line from {@code from} to {@code to}. */
    void whisker(int row, String style, double from, double to) {
        svg.line(style, x(from), y(row), x(to), y(row));
    }

    /** A mark in the middle of its row. */
    void mark(int row, Mark mark, String style, double value, String tooltip) {
        mark(row, 0, mark, style, value, tooltip);
    }

    /** A mark {@code dodge} units below the middle of its row, so that equal values of several series stay apart. */
    void mark(int row, double dodge, Mark mark, String style, double value, String tooltip) {
        mark.draw(svg, style, x(value), y(row) + dodge, label(row) + tooltip);
    }

    /** The value of a row, at the right. */
    void value(int row, String text) {
        svg.text("cv", WIDTH, y(row) + 4, Anchor.END, text);
    }

    /** A remark where a row has no mark. */
    void remark(int row, String text) {
        svg.text("cn", left + GAP, y(row) + 4, Anchor.START, text);
    }

    /** A vertical line over all rows. */
    void rule(String style, double value) {
        svg.line(style, x(value), TITLE_HEIGHT, x(value), bottom());
    }

    Figure finish() {
        return new Figure(id, caption, svg.finish());
    }

    private String label(int row) {
        return labels.get(row) + ": ";
    }

    private double x(double value) {
        return left + scale.at(value) * (right - left);
    }

    private double y(int row) {
        return TITLE_HEIGHT + (row + 0.5) * ROW_HEIGHT;
    }

    private double bottom() {
        return TITLE_HEIGHT + labels.size() * ROW_HEIGHT;
    }

    private void axis(String name, DoubleFunction<String> tick) {
        List<Double> ticks = scale.ticks();
        int every = spacing(ticks, tick);
        for (int i = 0; i < ticks.size(); i++) {
            double x = x(ticks.get(i));
            svg.line("cg", x, TITLE_HEIGHT, x, bottom());
            if (i % every == 0) {
                svg.text("ca", x, bottom() + 13, Anchor.MIDDLE, tick.apply(ticks.get(i)));
            }
        }
        svg.text("ca", (left + right) / 2, bottom() + 28, Anchor.MIDDLE, name);
    }

    /** The least number of ticks from label to label at which no two labels touch. */
    private int spacing(List<Double> ticks, DoubleFunction<String> tick) {
        int longest = ticks.stream()
                .mapToInt(value -> tick.apply(value).length())
                .max()
                .orElse(1);
        double step = (right - left) / Math.max(1, ticks.size() - 1);
        return Math.max(1, (int) Math.ceil(longest * CHARACTER / step));
    }

    private double entryWidth(Series series) {
        return 14 + series.name().length() * CHARACTER + 2 * GAP;
    }

    private double legendHeight() {
        double x = 0;
        int lines = legend.isEmpty() ? 0 : 1;
        for (Series series : legend) {
            if (x > 0 && x + entryWidth(series) > WIDTH) {
                lines++;
                x = 0;
            }
            x += entryWidth(series);
        }
        return lines * LEGEND_LINE + (lines > 0 ? GAP : 0);
    }

    private void drawLegend() {
        double x = 0;
        double y = bottom() + AXIS_HEIGHT + GAP;
        for (Series series : legend) {
            if (x > 0 && x + entryWidth(series) > WIDTH) {
                y += LEGEND_LINE;
                x = 0;
            }
            Mark.of(series.style()).draw(svg, series.style(), x + 6, y, series.name());
            svg.text("cl", x + 15, y + 4, Anchor.START, series.name());
            x += entryWidth(series);
        }
    }

    /** Long names keep their beginning and their end, which tell ONNX nodes apart. */
    private static String shortened(String label) {
        int[] characters = label.codePoints().toArray();
        if (characters.length <= LONGEST_LABEL) {
            return label;
        }
        int half = (LONGEST_LABEL - 1) / 2;
        return new String(characters, 0, half) + "…" + new String(characters, characters.length - half, half);
    }
}
