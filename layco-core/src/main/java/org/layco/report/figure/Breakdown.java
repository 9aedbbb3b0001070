package org.layco.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.layco.study.RunRecord.Design;
import org.layco.study.RunRecord.Part;

/**
 * A total of every design split into the same parts.
 *
 * @param designs their names, the plan first
 * @param rows one per part, in the order of first appearance
 * @param totals one per design
 */
public record Breakdown(List<String> designs, List<Row> rows, List<Double> totals) {
    /**
     * One part in every design.
     *
     * @param part its name
     * @param cells one per design
     */
    public record Row(String part, List<Cell> cells) {}

    /**
     * One part of one design; both absent where the design has no such part.
     *
     * @param value in the total's unit
     * @param share of the design's total
     */
    public record Cell(@Nullable Double value, @Nullable Double share) {}

    /** The breakdown of {@code total} into {@code parts}. */
    public static Breakdown of(
            List<Design> designs, ToDoubleFunction<Design> total, Function<Design, List<Part>> parts) {
        Set<String> names = new LinkedHashSet<>();
        designs.forEach(design -> parts.apply(design).forEach(part -> names.add(part.name())));
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(new Row(
                    name,
                    designs.stream()
                            .map(design -> cell(name, parts.apply(design), total.applyAsDouble(design)))
                            .toList()));
        }
        return new Breakdown(
                designs.stream().map(Design::name).toList(),
                List.copyOf(rows),
                designs.stream().map(total::applyAsDouble).toList());
    }

    /** The value of one part of one design, 0 where it has no such part: for drawing. */
    public double value(int row, int design) {
        return Optional.ofNullable(rows.get(row).cells().get(design).value()).orElse(0.0);
    }

    /** The part of the first design that is largest, if there is one. */
    public Optional<Row> largest() {
        return rows.stream()
                .filter(row -> row.cells().getFirst().value() != null)
                .max((a, b) -> Double.compare(first(a), first(b)));
    }

    private static double first(Row row) {
        return Optional.ofNullable(row.cells().getFirst().value()).orElse(0.0);
    }

    private static Cell cell(String name, List<Part> parts, double total) {
        List<Part> same =
                parts.stream().filter(part -> part.name().equals(name)).toList();
        if (same.isEmpty()) {
            return new Cell(null, null);
        }
        double value = same.stream().mapToDouble(Part::value).sum();
        return new Cell(value, total == 0 ? null : value / total);
    }
}
