package org.layco.report.figure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labelled rows with bars and marks over one horizontal axis.
 *
 * @param rows from top to bottom
 * @param rules vertical lines over all rows
 * @param legend series with a name; empty if marks speak for themselves
 */
record RowPlot(Axis axis, List<Row> rows, List<Rule> rules, List<Series> legend) implements Plot {
    RowPlot {
        rows = List.copyOf(rows);
        rules = List.copyOf(rules);
        legend = List.copyOf(legend);
    }

    /** The series that there are, by name; intervals belong to none. */
    Set<String> seriesNames() {
        Set<String> names = new TreeSet<>();
        for (Row row : rows) {
            for (Item item : row.items()) {
                switch (item) {
                    case Bar bar -> names.add(bar.series());
                    case Dot dot -> names.add(dot.series());
                    case Span _ -> {
                        // an interval of the mark in its row
                    }
                }
            }
        }
        return names;
    }

    /** A named series and how it is drawn. */
    record Series(Ink ink, Mark mark, String name) {}

    /**
     * One row.
     *
     * @param value text at the right, blank if none
     * @param remark text where marks would be, blank if none
     */
    record Row(String label, List<Item> items, String value, String remark) {
        Row {
            items = List.copyOf(items);
        }
    }

    /** Something in a row. */
    sealed interface Item permits Bar, Span, Dot {}

    /** A bar. */
    record Bar(Ink ink, String series, double from, double to, String text) implements Item {}

    /** A thin line, as of an interval. */
    record Span(double from, double to) implements Item {}

    /**
     * A mark.
     *
     * @param dodge units below the middle of its row, so that equal values of several series stay apart
     */
    record Dot(Ink ink, Mark mark, String series, double at, double dodge, String text) implements Item {}

    /**
     * A line across the plot at one value.
     *
     * @param limit whether it is a limit, which is dashed, or the point of equality
     */
    record Rule(String name, double at, boolean limit) {}
}
