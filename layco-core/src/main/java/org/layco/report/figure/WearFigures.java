package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.layco.report.figure.CurvePlot.Curve;
import org.layco.report.figure.CurvePlot.Point;
import org.layco.study.RunRecord;
import org.layco.study.WearRecord;
import org.layco.study.WearRecord.AgedAccuracy;

/** Swapping policies, failed cells over time, and accuracy with age. */
final class WearFigures {
    /** Losses beyond so many times the limit are drawn at the end of the axis. */
    private static final double WIDEST = 3;

    /** Shares of failed cells below this are drawn at the end of the axis. */
    private static final double RAREST = 1e-7;

    private WearFigures() {}

    static List<Figure> of(RunRecord run) {
        List<Figure> figures = new ArrayList<>();
        if (!run.wear().policies().isEmpty()) {
            figures.add(policies(run.wear().policies()));
        }
        if (!run.wear().timelines().isEmpty()) {
            figures.add(timelines(run.wear().timelines()));
        }
        if (!run.wear().ageing().isEmpty()) {
            figures.add(ageing(run));
        }
        return List.copyOf(figures);
    }

    private static Figure policies(List<WearRecord.Policy> policies) {
        double[] lives = policies.stream()
                .mapToDouble(WearRecord.Policy::lifetimeInferences)
                .filter(life -> life > 0)
                .sorted()
                .toArray();
        RowChart chart = new RowChart(
                "wear-policies",
                "Lifetime under swapping policies",
                policies.stream().map(policy -> policy.name().replace('_', ' ')).toList(),
                new Axis(
                        "inferences until the median cell fails; right: mean over most writes",
                        "lifetime_inferences",
                        lives.length == 0 ? Scale.Log.over(1, 10) : Scale.Log.over(lives[0], lives[lives.length - 1]),
                        Axis.Format.POWER),
                List.of());
        for (int row = 0; row < policies.size(); row++) {
            WearRecord.Policy policy = policies.get(row);
            boolean ours = policy.name().equals("layco");
            chart.mark(
                    row,
                    ours ? Mark.DIAMOND : Mark.CIRCLE,
                    ours ? Ink.WORSE : Ink.MAIN,
                    "lifetime",
                    policy.lifetimeInferences(),
                    Notation.count(policy.lifetimeInferences()) + " inferences, limited by "
                            + policy.limitingPartition());
            chart.value(row, Notation.share(policy.eta()));
        }
        WearRecord.Policy first = policies.getFirst();
        WearRecord.Policy best = policies.stream()
                .max(Comparator.comparingDouble(WearRecord.Policy::lifetimeInferences))
                .orElseThrow();
        return chart.finish(
                "The same writes under every policy: %s lasts %s inferences, %s %s, %s as long; the diamond is the plan's own."
                        .formatted(
                                first.name().equals("none") ? "without swapping the buffer" : first.name(),
                                Notation.count(first.lifetimeInferences()),
                                best.name().replace('_', ' '),
                                Notation.count(best.lifetimeInferences()),
                                Notation.times(best.lifetimeInferences() / first.lifetimeInferences())));
    }

    private static Figure timelines(List<WearRecord.Timeline> timelines) {
        List<WearRecord.Age> all =
                timelines.stream().flatMap(timeline -> timeline.ages().stream()).toList();
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < timelines.size(); i++) {
            WearRecord.Timeline timeline = timelines.get(i);
            curves.add(new Curve(
                    "spread of %s decades".formatted(Notation.number(timeline.sigmaDecades())),
                    Ink.PARTS.get(i % Ink.PARTS.size()),
                    i % 2 == 0 ? Mark.CIRCLE : Mark.TRIANGLE,
                    true,
                    true,
                    timeline.ages().stream()
                            .filter(age -> age.years() > 0 && age.failedShare().mean() > 0)
                            .map(age -> new Point(
                                    age.years(),
                                    Math.max(RAREST, age.failedShare().mean()),
                                    Math.max(RAREST, age.failedShare().low()),
                                    Math.max(RAREST, age.failedShare().high()),
                                    "%s of cells failed after %s years"
                                            .formatted(
                                                    Notation.rate(
                                                            age.failedShare().mean()),
                                                    Notation.number(age.years()))))
                            .toList()));
        }
        return new Figure(
                "wear-over-time",
                "Failed cells over time",
                timelines.stream()
                        .map(timeline ->
                                "With an endurance spread of %s decades the first of %s cells fails after %s years (nine chips in ten: %s to %s)."
                                        .formatted(
                                                Notation.number(timeline.sigmaDecades()),
                                                Notation.count(timeline.cells()),
                                                Notation.number(timeline.firstFailureYears()
                                                        .mean()),
                                                Notation.number(timeline.firstFailureYears()
                                                        .low()),
                                                Notation.number(timeline.firstFailureYears()
                                                        .high())))
                        .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b),
                new CurvePlot(
                        new Axis("age, years", "age_years", span(all, WearRecord.Age::years, 1e-6), Axis.Format.POWER),
                        new Axis(
                                "share of cells failed",
                                "failed_share",
                                span(all, age -> age.failedShare().mean(), RAREST),
                                Axis.Format.POWER),
                        curves,
                        List.of()));
    }

    private static Scale span(List<WearRecord.Age> ages, ToDoubleFunction<WearRecord.Age> figure, double least) {
        double[] values = ages.stream()
                .mapToDouble(figure)
                .map(value -> Math.max(least, value))
                .sorted()
                .toArray();
        return values.length == 0 ? Scale.Log.over(least, 1) : Scale.Log.over(values[0], values[values.length - 1]);
    }

    private static Figure ageing(RunRecord run) {
        List<AgedAccuracy> ages = run.wear().ageing();
        double limit = run.guarantee().limitPp();
        double low = Math.min(
                0, ages.stream().mapToDouble(AgedAccuracy::lossPp).min().orElse(0));
        double high = Math.min(
                WIDEST * limit,
                ages.stream().mapToDouble(AgedAccuracy::upperBoundPp).max().orElse(limit));
        double[] years = ages.stream()
                .mapToDouble(AgedAccuracy::years)
                .filter(age -> age > 0)
                .sorted()
                .toArray();
        List<Curve> curves = Stream.of(
                        curve("without spare rows", Ink.MAIN, Mark.CIRCLE, ages, false),
                        curve("with spare rows", Ink.P1, Mark.TRIANGLE, ages, true))
                .filter(curve -> !curve.points().isEmpty())
                .toList();
        return new Figure(
                "ageing",
                "Loss of top-1 accuracy with age",
                "The measured loss with worn-out cells stuck, up to its upper bound. %s of %s measured ages stay below the limit of %s (dashed); no older age is looked at after the first one beyond it."
                        .formatted(ages.stream().filter(AgedAccuracy::met).count(), ages.size(), Notation.limit(limit)),
                new CurvePlot(
                        new Axis(
                                "age, years",
                                "age_years",
                                years.length == 0
                                        ? Scale.Log.over(1, 10)
                                        : Scale.Log.over(years[0], years[years.length - 1]),
                                Axis.Format.POWER),
                        new Axis(
                                "loss, percentage points",
                                "loss_pp",
                                Scale.Linear.over(low, Math.max(high, limit)),
                                Axis.Format.PLAIN),
                        curves,
                        List.of(new RowPlot.Rule("limit", limit, true))));
    }

    private static Curve curve(String name, Ink ink, Mark mark, List<AgedAccuracy> ages, boolean spares) {
        return new Curve(
                name,
                ink,
                mark,
                false,
                true,
                ages.stream()
                        .filter(age -> age.spareRowShare() > 0 == spares && age.years() > 0)
                        .map(age -> new Point(
                                age.years(),
                                age.lossPp(),
                                age.lossPp(),
                                age.upperBoundPp(),
                                "%s years: loss %s, upper bound %s"
                                        .formatted(
                                                Notation.number(age.years()),
                                                Notation.points(age.lossPp()),
                                                Notation.points(age.upperBoundPp()))))
                        .toList());
    }
}
