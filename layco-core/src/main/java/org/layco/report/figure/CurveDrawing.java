package org.layco.report.figure;

import java.util.List;
import org.layco.report.figure.Canvas.Anchor;
import org.layco.report.figure.Canvas.Lettering;
import org.layco.report.figure.Canvas.Line;

/** Two axes with points and lines between them, and the legend below. */
final class CurveDrawing implements Drawing {
    private static final double TOP = 8;
    private static final double BOTTOM = 190;
    private static final double RIGHT = WIDTH - 14;
    private static final double AXIS_HEIGHT = 36;

    private final CurvePlot plot;
    private final Legend legend;
    private final double left;

    CurveDrawing(CurvePlot plot) {
        this.plot = plot;
        this.legend = new Legend(
                plot.curves().stream()
                        .filter(CurvePlot.Curve::named)
                        .map(curve -> new RowPlot.Series(curve.ink(), curve.mark(), curve.name()))
                        .toList(),
                false);
        int longest = plot.y().scale().ticks().stream()
                .mapToInt(tick -> plot.y().tick(tick).length())
                .max()
                .orElse(1);
        this.left = 22 + longest * Legend.CHARACTER;
    }

    @Override
    public double height() {
        return BOTTOM + AXIS_HEIGHT + legend.height();
    }

    @Override
    public void draw(Canvas canvas) {
        axes(canvas);
        for (RowPlot.Rule rule : plot.rules()) {
            double y = y(rule.at());
            canvas.line(rule.limit() ? Line.limit() : Line.thin(Ink.MUTED), left, y, RIGHT, y);
        }
        for (CurvePlot.Curve curve : plot.curves()) {
            draw(canvas, curve);
        }
        legend.draw(canvas, BOTTOM + AXIS_HEIGHT);
    }

    private void draw(Canvas canvas, CurvePlot.Curve curve) {
        List<CurvePlot.Point> points = curve.points();
        double[] line = new double[2 * points.size()];
        double[] band = new double[4 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            CurvePlot.Point point = points.get(i);
            line[2 * i] = x(point.x());
            line[2 * i + 1] = y(point.y());
            band[2 * i] = x(point.x());
            band[2 * i + 1] = y(point.high());
            int back = band.length - 2 * (i + 1);
            band[back] = x(point.x());
            band[back + 1] = y(point.low());
        }
        boolean spread = points.stream().anyMatch(point -> point.high() > point.low());
        if (curve.line()) {
            if (spread) {
                canvas.band(curve.ink(), band);
            }
            canvas.path(Line.thin(curve.ink()), line);
        }
        for (CurvePlot.Point point : points) {
            if (spread && !curve.line()) {
                canvas.line(Line.interval(curve.ink()), x(point.x()), y(point.low()), x(point.x()), y(point.high()));
            }
            if (curve.mark() != Mark.NONE) {
                curve.mark().draw(canvas, curve.ink(), x(point.x()), y(point.y()), curve.name() + ": " + point.text());
            }
        }
    }

    private double x(double value) {
        return left + plot.x().scale().at(value) * (RIGHT - left);
    }

    private double y(double value) {
        return BOTTOM - plot.y().scale().at(value) * (BOTTOM - TOP);
    }

    private void axes(Canvas canvas) {
        for (double tick : plot.y().scale().ticks()) {
            canvas.line(Line.grid(), left, y(tick), RIGHT, y(tick));
            canvas.text(
                    Lettering.AXIS,
                    left - 5,
                    y(tick) + 3.5,
                    Anchor.END,
                    plot.y().tick(tick));
        }
        for (double tick : plot.x().scale().ticks()) {
            canvas.line(Line.grid(), x(tick), TOP, x(tick), BOTTOM);
            canvas.text(
                    Lettering.AXIS,
                    x(tick),
                    BOTTOM + 14,
                    Anchor.MIDDLE,
                    plot.x().tick(tick));
        }
        canvas.text(
                Lettering.AXIS,
                (left + RIGHT) / 2,
                BOTTOM + 29,
                Anchor.MIDDLE,
                plot.x().title());
        canvas.upright(Lettering.AXIS, 10, (TOP + BOTTOM) / 2, plot.y().title());
    }
}
