package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
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
                id, title, breakdown.designs(), axis(dimension, Scale.Linear.over(0, most)), series(stacks));
        for (int design = 0; design < breakdown.designs().size(); design++) {
            draw(chart, design, stacks, 1, notation);
            chart.value(design, notation.apply(breakdown.totals().get(design)));
        }
        return chart.finish(
                "Totals on one scale, each the sum of its parts: %s for the plan, %s to %s for the others. %s"
                        .formatted(
                                notation.apply(breakdown.totals().getFirst()),
                                notation.apply(others(breakdown).min().orElse(0)),
                                notation.apply(others(breakdown).max().orElse(0)),
                                largest(breakdown)));
    }

    /** Bars of equal length, so that the make-up of each design shows. */
    static Figure shares(String id, String title, Breakdown breakdown) {
        List<Stack> stacks = stacks(breakdown);
        RowChart chart = new RowChart(
                id,
                title,
                breakdown.designs(),
                new Axis("share of the design's total", "share", new Scale.Linear(0, 1, 0.25), Axis.Format.PERCENT),
                series(stacks));
        for (int design = 0; design < breakdown.designs().size(); design++) {
            double total = breakdown.totals().get(design);
            if (total > 0) {
                draw(chart, design, stacks, 1 / total, Notation::share);
            }
        }
        return chart.finish("Shares of each design's own total. " + largest(breakdown));
    }

    private static Axis axis(Dimension dimension, Scale scale) {
        return dimension == Dimension.AREA
                ? new Axis("one scale for all designs", "area_m2", scale, Axis.Format.AREA)
                : new Axis("one scale for all designs", "energy_j", scale, Axis.Format.ENERGY);
    }

    private static DoubleStream others(Breakdown breakdown) {
        return breakdown.totals().stream().skip(1).mapToDouble(Double::doubleValue);
    }

    /** A part with its colour and its value in every design. */
    private record Stack(Ink ink, String name, double[] values) {}

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
                        Ink.PARTS.get(stacks.size()),
                        readable(breakdown.rows().get(row).part()),
                        values));
            } else {
                others++;
            }
        }
        if (others > 0) {
            stacks.add(new Stack(Ink.OTHER, others + " smaller parts", rest));
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

    private static List<RowPlot.Series> series(List<Stack> stacks) {
        return stacks.stream()
                .map(stack -> new RowPlot.Series(stack.ink(), Mark.SWATCH, stack.name()))
                .toList();
    }

    private static void draw(
            RowChart chart, int design, List<Stack> stacks, double factor, DoubleFunction<String> notation) {
        double from = 0;
        for (Stack stack : stacks) {
            double value = stack.values()[design] * factor;
            if (value > 0) {
                chart.bar(
                        design,
                        stack.ink(),
                        stack.name(),
                        from,
                        from + value,
                        stack.name() + " " + notation.apply(value));
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
