package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.network.Operand;
import org.layco.report.figure.CurvePlot.Curve;
import org.layco.report.figure.CurvePlot.Point;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.Tolerance;

/** Loss against the error rate of one operand, a curve for every layer at its planned bits, by the upper bound of its slope. */
final class ToleranceCurves {
    /** Layers with a colour of their own: the most sensitive ones. */
    private static final int COLOURED = 4;

    private static final Mark[] MARKS = {Mark.CIRCLE, Mark.SQUARE, Mark.TRIANGLE, Mark.DIAMOND};
    private static final double POINTS_PER_DECADE = 6;
    private static final int LEAST_EXPONENT = -6;

    private ToleranceCurves() {}

    static Optional<Figure> of(RunRecord run, Operand operand) {
        List<Tolerance> layers = run.plan().layers().stream()
                .flatMap(layer -> planned(run, layer, operand).stream())
                .sorted(Comparator.comparingDouble(tolerance -> -slope(tolerance)))
                .toList();
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        double most = 2 * run.guarantee().limitPp();
        List<Curve> curves = new ArrayList<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            Tolerance layer = layers.get(i);
            boolean coloured = i < COLOURED;
            curves.add(new Curve(
                    layer.layer(),
                    coloured ? Ink.PARTS.get(i) : Ink.OTHER,
                    coloured ? MARKS[i] : Mark.NONE,
                    true,
                    coloured,
                    points(layer, most)));
        }
        Tolerance first = layers.getFirst();
        String name = operand.key().replace('_', ' ');
        return Optional.of(new Figure(
                "tolerance-curves-" + operand.key(),
                "Loss by " + name + " errors",
                "One curve a layer at its planned bits, everything else clean. %s is the steepest: it reaches the limit of %s (dashed) at an error rate of %s."
                        .formatted(
                                first.layer(),
                                Notation.limit(run.guarantee().limitPp()),
                                Notation.rate(Math.min(1, run.guarantee().limitPp() / slope(first)))),
                new CurvePlot(
                        new Axis(
                                "error rate of cell writes",
                                "bit_error_rate",
                                new Scale.Log(LEAST_EXPONENT, 0),
                                Axis.Format.POWER),
                        new Axis("loss, percentage points", "loss_pp", Scale.Linear.over(0, most), Axis.Format.PLAIN),
                        curves,
                        List.of(new RowPlot.Rule("limit", run.guarantee().limitPp(), true)))));
    }

    private static Optional<Tolerance> planned(RunRecord run, LayerRow layer, Operand operand) {
        int bits = LayerFigures.point(layer, operand).bits();
        return run.tolerance().stream()
                .filter(t -> t.layer().equals(layer.name()) && t.operand().equals(operand.key()) && t.bits() == bits)
                .filter(t -> slope(t) > 0)
                .findFirst();
    }

    private static double slope(Tolerance tolerance) {
        @Nullable Double slope = tolerance.lossPpPerBerUpper();
        return slope == null ? 0 : slope;
    }

    /** Up to the highest loss shown, which the last point reaches. */
    private static List<Point> points(Tolerance layer, double most) {
        double slope = slope(layer);
        double end = Math.min(0, Math.log10(most / slope));
        List<Point> points = new ArrayList<>();
        int steps = (int) Math.ceil((end - LEAST_EXPONENT) * POINTS_PER_DECADE);
        for (int i = 0; i <= steps; i++) {
            double rate = Math.pow(10, Math.min(end, LEAST_EXPONENT + i / POINTS_PER_DECADE));
            double loss = slope * rate;
            points.add(Point.of(rate, loss, Notation.points(loss) + " at " + Notation.rate(rate)));
        }
        return List.copyOf(points);
    }
}
