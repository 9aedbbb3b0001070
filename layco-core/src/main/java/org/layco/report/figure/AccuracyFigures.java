package org.layco.report.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
                List.of("this plan"),
                new Axis("percentage points", "loss_pp", Scale.Linear.over(low, high), Axis.Format.PLAIN),
                List.of());
        String loss = Notation.points(guarantee.lossPp());
        String bound = Notation.points(guarantee.upperBoundPp());
        chart.rule("limit", guarantee.limitPp(), true);
        chart.span(0, guarantee.lossPp(), guarantee.upperBoundPp());
        chart.mark(0, Mark.CIRCLE, Ink.MAIN, "measured", guarantee.lossPp(), "loss " + loss);
        chart.mark(0, Mark.DIAMOND, Ink.BOUND, "upper bound", guarantee.upperBoundPp(), "upper bound " + bound);
        return chart.finish(
                "The measured loss (dot) is %s and its upper bound (diamond) %s, which is %s the limit of %s (dashed)."
                        .formatted(
                                loss,
                                bound,
                                guarantee.met() ? "below" : "not below",
                                Notation.limit(guarantee.limitPp())));
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
                rungs.stream().map(Rung::name).toList(),
                new Axis("top-1 accuracy", "top1", Scale.Linear.over(low, high), Axis.Format.PERCENT),
                List.of());
        Optional<Rung> original = Stream.of("original_float", "float")
                .flatMap(name -> rungs.stream().filter(rung -> rung.name().equals(name)))
                .findFirst();
        original.ifPresent(
                rung -> chart.rule("limit", rung.top1() - run.guarantee().limitPp() / 100, true));
        for (int row = 0; row < rungs.size(); row++) {
            draw(chart, row, rungs.get(row));
        }
        Rung last = rungs.getLast();
        return chart.finish(
                "From %s (%s) to %s (%s), with 95 %% intervals over images; the dashed line is the lowest accuracy that the limit of %s allows."
                        .formatted(
                                original.orElse(rungs.getFirst()).name().replace('_', ' '),
                                Notation.accuracy(
                                        original.orElse(rungs.getFirst()).top1()),
                                last.name().replace('_', ' '),
                                Notation.accuracy(last.top1()),
                                Notation.limit(run.guarantee().limitPp())));
    }

    private static void draw(RowChart chart, int row, Rung rung) {
        String accuracy = Notation.accuracy(rung.top1());
        Double low = rung.low();
        Double high = rung.high();
        if (low != null && high != null) {
            chart.span(row, low, high);
            chart.mark(row, Mark.CIRCLE, Ink.MAIN, "measured", rung.top1(), accuracy);
        } else {
            chart.mark(row, Mark.DIAMOND, Ink.BOUND, "bound", rung.top1(), accuracy);
        }
        chart.value(row, accuracy);
    }
}
