package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.layco.study.WaterfallRecord;

/** Ratios to a baseline as factors, one bar after the other. */
final class WaterfallFigures {
    private WaterfallFigures() {}

    static List<Figure> of(List<WaterfallRecord> waterfalls) {
        List<Figure> figures = new ArrayList<>();
        for (WaterfallRecord one : waterfalls) {
            if (!one.factors().isEmpty()) {
                figures.add(figure(one));
            }
        }
        return List.copyOf(figures);
    }

    private static Figure figure(WaterfallRecord waterfall) {
        List<WaterfallRecord.Factor> factors = waterfall.factors();
        List<String> labels = new ArrayList<>(
                factors.stream().map(factor -> readable(factor.cause())).toList());
        labels.add("in all");
        double low = 1;
        double high = 1;
        double product = 1;
        for (WaterfallRecord.Factor factor : factors) {
            product *= factor.factor();
            low = Math.min(low, product);
            high = Math.max(high, product);
        }
        RowChart chart = new RowChart(
                "waterfall-" + waterfall.figure() + "-" + waterfall.baseline(),
                "%s against %s, by cause".formatted(capital(waterfall.figure()), waterfall.baseline()),
                labels,
                new Axis(
                        "above 1 the plan is better",
                        "ratio",
                        Scale.Log.over(low, Math.max(high, 1.0000001)),
                        Axis.Format.TIMES),
                List.of());
        chart.rule("equal", 1, false);
        double before = 1;
        for (int row = 0; row < factors.size(); row++) {
            double factor = factors.get(row).factor();
            chart.bar(
                    row,
                    factor >= 1 ? Ink.MAIN : Ink.WORSE,
                    factor >= 1 ? "gain" : "loss",
                    before,
                    before * factor,
                    Notation.times(factor));
            chart.value(row, Notation.times(factor));
            before *= factor;
        }
        chart.bar(factors.size(), Ink.BOUND, "in all", 1, before, Notation.times(before));
        chart.value(factors.size(), Notation.times(before));
        WaterfallRecord.Factor largest = factors.stream()
                .max(Comparator.comparingDouble(WaterfallRecord.Factor::factor))
                .orElseThrow();
        return chart.finish(
                "Of %s in all, %s gives the most, %s. Factors multiply; each is what one step gains on top of those before it."
                        .formatted(
                                Notation.times(before), readable(largest.cause()), Notation.times(largest.factor())));
    }

    private static String readable(String cause) {
        return cause.replace('_', ' ');
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
