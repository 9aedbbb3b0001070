package org.layco.report.figure;

import java.util.List;
import java.util.stream.Stream;
import org.layco.io.record.Csv;

/** The data of a plot as CSV: one line per bar, interval or point, units in the header. */
final class FigureCsv {
    private FigureCsv() {}

    static String of(Plot plot) {
        return switch (plot) {
            case RowPlot rows -> rows(rows);
            case CurvePlot curves -> curves(curves);
            case FloorPlan plan -> plan(plan);
        };
    }

    private static String rows(RowPlot plot) {
        String column = plot.axis().column();
        return Csv.table(
                List.of("row", "series", column, column + "_from", column + "_to"),
                plot.rows().stream().flatMap(row -> row.items().stream().map(item -> row(row.label(), item))));
    }

    private static String row(String label, RowPlot.Item item) {
        return switch (item) {
            case RowPlot.Bar bar -> line(label, bar.series(), bar.to() - bar.from(), bar.from(), bar.to());
            case RowPlot.Span span -> Csv.text(label) + ",interval,," + span.from() + "," + span.to();
            case RowPlot.Dot dot -> Csv.text(label) + "," + Csv.text(dot.series()) + "," + dot.at() + ",,";
        };
    }

    private static String curves(CurvePlot plot) {
        String y = plot.y().column();
        return Csv.table(
                List.of("series", plot.x().column(), y, y + "_low", y + "_high"),
                plot.curves().stream()
                        .flatMap(curve -> curve.points().stream()
                                .map(point -> Csv.text(curve.name()) + "," + point.x() + "," + point.y() + ","
                                        + point.low() + "," + point.high())));
    }

    private static String plan(FloorPlan plan) {
        Stream<String> rows = plan.blocks().stream()
                .map(block -> Csv.text(block.item().label()) + ","
                        + block.item().size() + "," + block.item().value());
        return Csv.table(List.of("block", "cells", plan.column()), rows);
    }

    private static String line(String label, String series, double... numbers) {
        StringBuilder line = new StringBuilder(Csv.text(label)).append(',').append(Csv.text(series));
        for (double number : numbers) {
            line.append(',').append(number);
        }
        return line.toString();
    }
}
