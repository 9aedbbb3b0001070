package org.layco.report.figure;

import java.util.List;
import org.layco.report.figure.Canvas.Anchor;
import org.layco.report.figure.Canvas.Lettering;
import org.layco.report.figure.Canvas.Line;

/** Labels at the left, marks in the middle, values at the right, axis and legend below. */
final class RowDrawing implements Drawing {
    private static final double TOP = 6;
    private static final double ROW_HEIGHT = 22;
    private static final double AXIS_HEIGHT = 34;
    private static final double GAP = 8;
    private static final double HALF_BAR = 7;
    private static final int LONGEST_LABEL = 25;

    /** Bars narrower than this have no room for a letter. */
    private static final double LETTER_WIDTH = 11;

    private final RowPlot plot;
    private final Legend legend;
    private final double left;
    private final double right;

    RowDrawing(RowPlot plot) {
        this.plot = plot;
        boolean lettered = plot.legend().stream().anyMatch(series -> series.mark() == Mark.SWATCH);
        this.legend = new Legend(plot.legend(), lettered);
        this.left =
                longest(plot.rows().stream().map(row -> shortened(row.label())).toList()) + GAP;
        double values = longest(plot.rows().stream().map(RowPlot.Row::value).toList());
        this.right = WIDTH - Math.max(2 * GAP, values > 0 ? values + GAP : 0);
    }

    private static double longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) * Legend.CHARACTER;
    }

    @Override
    public double height() {
        return bottom() + AXIS_HEIGHT + legend.height();
    }

    @Override
    public void draw(Canvas canvas) {
        axis(canvas);
        for (int i = 0; i < plot.rows().size(); i++) {
            RowPlot.Row row = plot.rows().get(i);
            canvas.text(Lettering.LABEL, left - GAP, y(i) + 4, Anchor.END, shortened(row.label()));
            canvas.text(Lettering.VALUE, WIDTH, y(i) + 4, Anchor.END, row.value());
            canvas.text(Lettering.AXIS, left + GAP, y(i) + 4, Anchor.START, row.remark());
        }
        for (RowPlot.Rule rule : plot.rules()) {
            double x = x(rule.at());
            canvas.line(rule.limit() ? Line.limit() : Line.thin(Ink.MUTED), x, TOP, x, bottom());
        }
        for (int i = 0; i < plot.rows().size(); i++) {
            RowPlot.Row row = plot.rows().get(i);
            for (RowPlot.Item item : row.items()) {
                draw(canvas, item, row.label() + ": ", y(i));
            }
        }
        legend.draw(canvas, bottom() + AXIS_HEIGHT);
    }

    private void draw(Canvas canvas, RowPlot.Item item, String label, double y) {
        switch (item) {
            case RowPlot.Bar bar -> {
                double x = x(Math.min(bar.from(), bar.to()));
                double width = x(Math.max(bar.from(), bar.to())) - x;
                canvas.rectangle(bar.ink(), x, y - HALF_BAR, width, 2 * HALF_BAR, label + bar.text());
                int index = plot.legend().stream()
                        .map(RowPlot.Series::name)
                        .toList()
                        .indexOf(bar.series());
                if (index >= 0 && width >= LETTER_WIDTH) {
                    canvas.letter(bar.ink().letter(), x + width / 2, y + 4, Legend.letter(index));
                }
            }
            case RowPlot.Span span -> canvas.line(Line.interval(Ink.MAIN), x(span.from()), y, x(span.to()), y);
            case RowPlot.Dot dot ->
                dot.mark().draw(canvas, dot.ink(), x(dot.at()), y + dot.dodge(), label + dot.text());
        }
    }

    private double x(double value) {
        return left + plot.axis().scale().at(value) * (right - left);
    }

    private static double y(int row) {
        return TOP + (row + 0.5) * ROW_HEIGHT;
    }

    private double bottom() {
        return TOP + plot.rows().size() * ROW_HEIGHT;
    }

    private void axis(Canvas canvas) {
        List<Double> ticks = plot.axis().scale().ticks();
        int every = spacing(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double x = x(ticks.get(i));
            canvas.line(Line.grid(), x, TOP, x, bottom());
            if (i % every == 0) {
                canvas.text(
                        Lettering.AXIS,
                        x,
                        bottom() + 13,
                        Anchor.MIDDLE,
                        plot.axis().tick(ticks.get(i)));
            }
        }
        // a long title keeps inside the drawing
        double half = plot.axis().title().length() * Legend.CHARACTER / 2;
        double middle = Math.clamp((left + right) / 2, Math.min(half, WIDTH / 2), Math.max(WIDTH - half, WIDTH / 2));
        canvas.text(
                Lettering.AXIS,
                middle,
                bottom() + 28,
                Anchor.MIDDLE,
                plot.axis().title());
    }

    /** The least number of ticks from label to label at which no two labels touch. */
    private int spacing(List<Double> ticks) {
        double longest = longest(ticks.stream().map(plot.axis()::tick).toList());
        double step = (right - left) / Math.max(1, ticks.size() - 1);
        return Math.max(1, (int) Math.ceil(longest / step));
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
