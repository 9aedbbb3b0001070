package org.layco.report.figure;

import java.util.List;
import java.util.Locale;
import org.layco.study.RunRecord;
import org.layco.study.WearRecord.AgedAccuracy;

/** Loss against the age of the buffer. */
final class AgeingFigure {
    /** Losses beyond so many times the limit are drawn at the end of the axis. */
    private static final double WIDEST = 3;

    private AgeingFigure() {}

    static List<Figure> of(RunRecord run) {
        List<AgedAccuracy> ages = run.wear().ageing();
        if (ages.isEmpty()) {
            return List.of();
        }
        double limit = run.guarantee().limitPp();
        double low = Math.min(
                0, ages.stream().mapToDouble(AgedAccuracy::lossPp).min().orElse(0));
        double high = Math.min(
                WIDEST * limit,
                ages.stream().mapToDouble(AgedAccuracy::upperBoundPp).max().orElse(limit));
        RowChart chart = new RowChart(
                "ageing",
                "Loss of top-1 accuracy with age",
                "Measured loss (dot) and its upper bound (diamond) with the cells stuck that are worn out at an age in years, and"
                        + " the limit (dashed line); no older age is looked at after the first bound beyond it.",
                ages.stream().map(AgeingFigure::label).toList(),
                Scale.Linear.over(low, Math.max(high, limit)),
                "percentage points; right: loss",
                Notation::tick,
                9,
                List.of());
        chart.rule("limit", limit);
        for (int row = 0; row < ages.size(); row++) {
            AgedAccuracy age = ages.get(row);
            String bound = "upper bound " + Notation.points(age.upperBoundPp());
            chart.whisker(row, "range", age.lossPp(), age.upperBoundPp());
            chart.mark(
                    row,
                    Mark.CIRCLE,
                    age.met() ? "main" : "worse",
                    age.lossPp(),
                    "loss " + Notation.points(age.lossPp()));
            chart.mark(row, Mark.DIAMOND, "bound", age.upperBoundPp(), bound);
            chart.value(row, Notation.points(age.lossPp()));
        }
        return List.of(chart.finish());
    }

    private static String label(AgedAccuracy age) {
        return String.format(Locale.ROOT, "%.2g%s", age.years(), age.spareRowShare() > 0 ? ", spare rows" : "");
    }
}
