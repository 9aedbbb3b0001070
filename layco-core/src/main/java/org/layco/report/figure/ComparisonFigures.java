package org.layco.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
                "Dots right of the line at 1: the plan %s than the baseline. Bars: the same if all error rates were ten times higher or lower."
                        .formatted(claim),
                rows.stream().map(Comparison::baseline).toList(),
                Scale.Log.over(Math.min(1, low), Math.max(10, high)),
                "above 1 the plan " + claim,
                ratioTick -> Notation.tick(ratioTick) + "×",
                7,
                List.of());
        chart.rule("one", 1);
        for (int row = 0; row < rows.size(); row++) {
            draw(chart, row, rows.get(row), span(run, rows.get(row), ratio), ratio);
        }
        return chart.finish();
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
        chart.whisker(row, "range", Math.min(low, value), Math.max(high, value));
        chart.mark(row, Mark.CIRCLE, value >= 1 ? "main" : "worse", value, Notation.times(value));
        chart.value(row, Notation.times(value));
    }
}
