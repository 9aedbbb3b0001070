package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.layco.units.Dimension;

/** Stacked bars, one per design. Parts beyond the seven largest are drawn as one; the table beside lists them all. */
final class BreakdownFigures {
    private static final int COLOURS = 7;

    private BreakdownFigures() {}

    /** Bars as long as their totals, so that designs compare at a glance. */
    static Figure absolute(String id, String title, Breakdown breakdown, Dimension dimension) {
        DoubleFunction<String> notation = value -> Notation.quantity(value, dimension);
        List<Stack> stacks = stacks(breakdown);
        double most = breakdown.totals().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        RowChart chart = new RowChart(
                id,
                title,
                "Totals of the plan and of every baseline on one scale, split into their parts. " + largest(breakdown),
                breakdown.designs(),
                Scale.Linear.over(0, most),
                "one scale for all designs",
                value -> Notation.tick(value, dimension),
                9,
                series(stacks));
        for (int design = 0; design < breakdown.designs().size(); design++) {
            draw(chart, design, stacks, 1, notation);
            chart.value(design, notation.apply(breakdown.totals().get(design)));
        }
        return chart.finish();
    }

    /** Bars of equal length, so that the make-up of each design shows. */
    static Figure shares(String id, String title, Breakdown breakdown) {
        List<Stack> stacks = stacks(breakdown);
        RowChart chart = new RowChart(
                id,
                title,
                "Shares of each design's own total. " + largest(breakdown),
                breakdown.designs(),
                new Scale.Linear(0, 1, 0.25),
                "share of the design's total",
                share -> Math.round(100 * share) + "%",
                0,
                series(stacks));
        for (int design = 0; design < breakdown.designs().size(); design++) {
            double total = breakdown.totals().get(design);
            if (total > 0) {
                draw(chart, design, stacks, 1 / total, Notation::share);
            }
        }
        return chart.finish();
    }

    /** A part with its colour and its value in every design. */
    private record Stack(String style, String name, double[] values) {}

    private static List<Stack> stacks(Breakdown breakdown) {
        int designs = breakdown.designs().size();
        Set<Integer> coloured =
                new HashSet<>(IntStream.range(0, breakdown.rows().size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -largestShare(breakdown, row)))
                        .limit(COLOURS)
                        .toList());
        List<Stack> stacks = new ArrayList<>();
        double[] rest = new double[designs];
        int others = 0;
        for (int row = 0; row < breakdown.rows().size(); row++) {
            double[] values = new double[designs];
            for (int design = 0; design < designs; design++) {
                values[design] = breakdown.value(row, design);
                rest[design] += coloured.contains(row) ? 0 : values[design];
            }
            if (coloured.contains(row)) {
                stacks.add(new Stack(
                        "p" + stacks.size(), readable(breakdown.rows().get(row).part()), values));
            } else {
                others++;
            }
        }
        if (others > 0) {
            stacks.add(new Stack("other", others + " smaller parts", rest));
        }
        return stacks;
    }

    private static double largestShare(Breakdown breakdown, int row) {
        return IntStream.range(0, breakdown.designs().size())
                .mapToDouble(design -> breakdown.value(row, design)
                        / Math.max(Double.MIN_NORMAL, breakdown.totals().get(design)))
                .max()
                .orElse(0);
    }

    private static List<RowChart.Series> series(List<Stack> stacks) {
        return stacks.stream()
                .map(stack -> new RowChart.Series(stack.style(), stack.name()))
                .toList();
    }

    private static void draw(
            RowChart chart, int design, List<Stack> stacks, double factor, DoubleFunction<String> notation) {
        double from = 0;
        for (Stack stack : stacks) {
            double value = stack.values()[design] * factor;
            if (value > 0) {
                chart.bar(design, stack.style(), from, from + value, stack.name() + " " + notation.apply(value));
                from += value;
            }
        }
    }

    private static String largest(Breakdown breakdown) {
        return breakdown
                .largest()
                .map(row -> {
                    Double share = row.cells().getFirst().share();
                    return "The plan's largest part is %s%s."
                            .formatted(readable(row.part()), share == null ? "" : " with " + Notation.share(share));
                })
                .orElse("");
    }

    private static String readable(String part) {
        return part.replace('_', ' ');
    }
}
