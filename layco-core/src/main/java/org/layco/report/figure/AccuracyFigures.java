package org.layco.report.figure;

import java.util.List;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Guarantee;
import org.layco.study.RunRecord.Rung;

/** The certificate and the accuracy ladder. */
final class AccuracyFigures {
    private static final double HEADROOM = 1.15;

    private AccuracyFigures() {}

    static Figure bound(Guarantee guarantee) {
        double low = Math.min(0, guarantee.lossPp());
        double high = HEADROOM * Math.max(guarantee.limitPp(), guarantee.upperBoundPp());
        RowChart chart = new RowChart(
                "certificate",
                "Loss of top-1 accuracy",
                "Measured loss (dot) and the upper bound of the population's loss (diamond) against the limit (dashed line)"
                        + " of %s.".formatted(Notation.limit(guarantee.limitPp())),
                List.of("this plan"),
                Scale.Linear.over(low, high),
                "percentage points",
                Notation::tick,
                0,
                List.of());
        chart.rule("limit", guarantee.limitPp());
        chart.whisker(0, "range", guarantee.lossPp(), guarantee.upperBoundPp());
        chart.mark(0, Mark.CIRCLE, "main", guarantee.lossPp(), "loss " + Notation.points(guarantee.lossPp()));
        chart.mark(
                0,
                Mark.DIAMOND,
                "bound",
                guarantee.upperBoundPp(),
                "upper bound " + Notation.points(guarantee.upperBoundPp()));
        return chart.finish();
    }

    static Figure ladder(RunRecord run) {
        List<Rung> rungs = run.ladder();
        double low = rungs.stream()
                .mapToDouble(rung -> rung.low() == null ? rung.top1() : rung.low())
                .min()
                .orElse(0);
        double high = rungs.stream()
                .mapToDouble(rung -> rung.high() == null ? rung.top1() : rung.high())
                .max()
                .orElse(1);
        RowChart chart = new RowChart(
                "ladder",
                "Top-1 accuracy, step by step",
                "Each step from the float network to the certified bound with its 95 % interval over images; the dashed line"
                        + " is the lowest accuracy that the limit allows.",
                rungs.stream().map(Rung::name).toList(),
                Scale.Linear.over(low, high),
                "top-1 accuracy",
                accuracy -> Notation.tick(100 * accuracy) + "%",
                8,
                List.of());
        rungs.stream()
                .filter(rung -> rung.name().equals("float"))
                .findFirst()
                .ifPresent(rung ->
                        chart.rule("limit", rung.top1() - run.guarantee().limitPp() / 100));
        for (int row = 0; row < rungs.size(); row++) {
            draw(chart, row, rungs.get(row));
        }
        return chart.finish();
    }

    private static void draw(RowChart chart, int row, Rung rung) {
        String accuracy = Notation.accuracy(rung.top1());
        Double low = rung.low();
        Double high = rung.high();
        if (low != null && high != null) {
            chart.whisker(row, "range", low, high);
            chart.mark(row, Mark.CIRCLE, "main", rung.top1(), accuracy);
        } else {
            chart.mark(row, Mark.DIAMOND, "bound", rung.top1(), accuracy);
        }
        chart.value(row, accuracy);
    }
}
