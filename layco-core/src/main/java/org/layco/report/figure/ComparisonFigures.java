package org.layco.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Comparison;
import org.layco.study.RunRecord.ErrorRateCase;

/** Ratios of every baseline to the plan, one panel per figure of merit. */
final class ComparisonFigures {
    private ComparisonFigures() {}

    static List<Figure> of(RunRecord run) {
        if (run.comparison().isEmpty()) {
            return List.of();
        }
        return List.of(
                panel(run, "ratio-energy", "Energy", "needs less energy", Comparison::energyRatio),
                panel(run, "ratio-lifetime", "Lifetime, both levelled", "lasts longer", Comparison::lifetimeRatio),
                panel(run, "ratio-area", "Area", "is smaller", Comparison::areaRatio),
                panel(run, "ratio-latency", "Latency", "is faster", Comparison::latencyRatio));
    }

    private static Figure panel(
            RunRecord run, String id, String title, String claim, Function<Comparison, @Nullable Double> ratio) {
        List<Comparison> rows = run.comparison();
        List<Double> all = Stream.concat(
                        rows.stream(), run.errorRateSensitivity().stream().flatMap(c -> c.comparison().stream()))
                .map(ratio)
                .filter(Objects::nonNull)
                .filter(value -> value > 0)
                .toList();
        double low = all.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        RowChart chart = new RowChart(
                id,
                title,
                rows.stream().map(Comparison::baseline).toList(),
                new Axis(
                        "above 1 the plan " + claim,
                        "ratio",
                        Scale.Log.over(Math.min(1, low), Math.max(10, high)),
                        Axis.Format.TIMES),
                List.of());
        chart.rule("equal", 1, false);
        for (int row = 0; row < rows.size(); row++) {
            draw(chart, row, rows.get(row), span(run, rows.get(row), ratio), ratio);
        }
        List<Comparison> better = rows.stream()
                .filter(row -> Optional.ofNullable(ratio.apply(row)).orElse(0.0) > 1)
                .toList();
        return chart.finish(
                "The plan %s than %s of %s baselines%s. Lines: the same if all error rates were ten times higher or lower."
                        .formatted(claim, better.size(), rows.size(), headline(rows.getFirst(), ratio)));
    }

    private static String headline(Comparison first, Function<Comparison, @Nullable Double> ratio) {
        return Optional.ofNullable(ratio.apply(first))
                .map(value -> ", by %s against %s".formatted(Notation.times(value), first.baseline()))
                .orElse("");
    }

    /** Every value of the ratio to one baseline in the cases of other error rates, and its own. */
    private static List<Double> span(
            RunRecord run, Comparison comparison, Function<Comparison, @Nullable Double> ratio) {
        List<Double> values = new ArrayList<>();
        for (ErrorRateCase other : run.errorRateSensitivity()) {
            other.comparison().stream()
                    .filter(same -> same.baseline().equals(comparison.baseline()))
                    .map(ratio)
                    .filter(Objects::nonNull)
                    .forEach(values::add);
        }
        return values;
    }

    private static void draw(
            RowChart chart,
            int row,
            Comparison comparison,
            List<Double> span,
            Function<Comparison, @Nullable Double> ratio) {
        Double value = ratio.apply(comparison);
        if (value == null) {
            chart.remark(row, Notation.ABSENT);
            return;
        }
        double low = span.stream().mapToDouble(Double::doubleValue).min().orElse(value);
        double high = span.stream().mapToDouble(Double::doubleValue).max().orElse(value);
        chart.span(row, Math.min(low, value), Math.max(high, value));
        chart.mark(
                row,
                value >= 1 ? Mark.CIRCLE : Mark.DIAMOND,
                value >= 1 ? Ink.MAIN : Ink.WORSE,
                "ratio",
                value,
                Notation.times(value));
        chart.value(row, Notation.times(value));
    }
}
