package org.layco.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.layco.report.figure.CurvePlot.Curve;
import org.layco.report.figure.CurvePlot.Point;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Round;
import org.layco.units.Dimension;

/** What accuracy costs: the solver's plans for other loss budgets, and those that the search measured. */
final class FrontFigures {
    private FrontFigures() {}

    static List<Figure> of(RunRecord run) {
        if (run.front().isEmpty() || run.solver().rounds().isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>(List.of(loss(run)));
        if (run.front().stream().allMatch(point -> point.lifetimeInferences() != null)) {
            figures.add(lifetime(run));
        }
        return List.copyOf(figures);
    }

    private static boolean chosen(RunRecord run, Round round) {
        return round.accepted() && round.lossBudgetPp() == run.solver().lossBudgetPp();
    }

    private static Figure loss(RunRecord run) {
        List<Round> rounds = run.solver().rounds();
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(
                "front, predicted",
                Ink.OTHER,
                Mark.SQUARE,
                true,
                true,
                run.front().stream()
                        .map(point -> Point.of(
                                point.energyJ(),
                                point.predictedLossPp(),
                                "%s, predicted loss %s"
                                        .formatted(energy(point.energyJ()), Notation.points(point.predictedLossPp()))))
                        .toList()));
        add(
                curves,
                "measured, too lossy",
                Ink.WORSE,
                Mark.TRIANGLE,
                measured(rounds.stream().filter(r -> !r.accepted())));
        add(
                curves,
                "measured, accepted",
                Ink.MAIN,
                Mark.CIRCLE,
                measured(rounds.stream().filter(r -> r.accepted() && !chosen(run, r))));
        add(curves, "chosen", Ink.BOUND, Mark.DIAMOND, measured(rounds.stream().filter(r -> chosen(run, r))));
        double[] losses = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::y)
                .sorted()
                .toArray();
        double limit = run.guarantee().limitPp();
        return new Figure(
                "front-loss",
                "Energy against loss",
                nearMisses(run)
                        + " Squares are the solver's plans for other loss budgets, none of them measured; the dashed line is the limit.",
                new CurvePlot(
                        energyAxis(curves),
                        new Axis(
                                "loss, percentage points",
                                "loss_pp",
                                Scale.Linear.over(Math.min(0, losses[0]), Math.max(limit, losses[losses.length - 1])),
                                Axis.Format.PLAIN),
                        curves,
                        List.of(new RowPlot.Rule("limit", limit, true))));
    }

    private static void add(List<Curve> curves, String name, Ink ink, Mark mark, List<Point> points) {
        if (!points.isEmpty()) {
            curves.add(new Curve(name, ink, mark, false, true, points));
        }
    }

    private static List<Point> measured(Stream<Round> rounds) {
        return rounds.map(round -> Point.of(
                        round.energyJ(),
                        round.measuredLossPp(),
                        "%s, measured loss %s, predicted %s"
                                .formatted(
                                        energy(round.energyJ()),
                                        Notation.points(round.measuredLossPp()),
                                        Notation.points(round.predictedLossPp()))))
                .toList();
    }

    private static String nearMisses(RunRecord run) {
        List<Round> refused = run.solver().rounds().stream()
                .filter(round -> !round.accepted())
                .toList();
        return refused.stream()
                .max((a, b) -> Double.compare(a.energyJ(), b.energyJ()))
                .map(near ->
                        "Of %s plans measured %s lost too much; the nearest miss takes %s and lost %s, with %s needed for the certificate."
                                .formatted(
                                        run.solver().rounds().size(),
                                        refused.size(),
                                        energy(near.energyJ()),
                                        Notation.points(near.measuredLossPp()),
                                        Notation.points(near.neededMarginPp())))
                .orElse("All %s plans measured left room for the certificate."
                        .formatted(run.solver().rounds().size()));
    }

    private static Figure lifetime(RunRecord run) {
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(
                "front",
                Ink.OTHER,
                Mark.SQUARE,
                true,
                true,
                run.front().stream()
                        .map(point ->
                                lifetimePoint(point.energyJ(), Objects.requireNonNull(point.lifetimeInferences())))
                        .toList()));
        List<Point> chosen = run.solver().rounds().stream()
                .filter(round -> chosen(run, round))
                .flatMap(round ->
                        Stream.ofNullable(round.lifetimeInferences()).map(life -> lifetimePoint(round.energyJ(), life)))
                .toList();
        add(curves, "chosen", Ink.BOUND, Mark.DIAMOND, chosen);
        double[] lives = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::y)
                .sorted()
                .toArray();
        return new Figure(
                "front-lifetime",
                "Energy against lifetime",
                "The same plans: lifetimes range from %s to %s inferences, as the solver adds them up, with layers swapped."
                        .formatted(Notation.count(lives[0]), Notation.count(lives[lives.length - 1])),
                new CurvePlot(
                        energyAxis(curves),
                        new Axis(
                                "inferences until wear-out",
                                "lifetime_inferences",
                                Scale.Log.over(lives[0], lives[lives.length - 1]),
                                Axis.Format.POWER),
                        curves,
                        List.of()));
    }

    private static Point lifetimePoint(double joules, double inferences) {
        return Point.of(joules, inferences, "%s, %s inferences".formatted(energy(joules), Notation.count(inferences)));
    }

    private static Axis energyAxis(List<Curve> curves) {
        double[] joules = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::x)
                .sorted()
                .toArray();
        return new Axis(
                "energy per inference",
                "energy_j",
                Scale.Linear.over(joules[0], joules[joules.length - 1]),
                Axis.Format.ENERGY);
    }

    private static String energy(double joules) {
        return Notation.quantity(joules, Dimension.ENERGY);
    }
}
