package org.layco.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.layco.report.figure.RowPlot.Row;
import org.layco.report.figure.RowPlot.Rule;
import org.layco.report.figure.RowPlot.Series;

/** A figure of labelled rows in the making. */
final class RowChart {
    private final String id;
    private final String title;
    private final List<String> labels;
    private final Axis axis;
    private final List<Series> legend;
    private final List<List<RowPlot.Item>> items = new ArrayList<>();
    private final String[] values;
    private final String[] remarks;
    private final List<Rule> rules = new ArrayList<>();

    /** A chart without marks yet. */
    RowChart(String id, String title, List<String> labels, Axis axis, List<Series> legend) {
        this.id = id;
        this.title = title;
        this.labels = List.copyOf(labels);
        this.axis = axis;
        this.legend = List.copyOf(legend);
        this.values = new String[labels.size()];
        this.remarks = new String[labels.size()];
        for (int row = 0; row < labels.size(); row++) {
            items.add(new ArrayList<>());
            values[row] = "";
            remarks[row] = "";
        }
    }

    /** A bar from {@code from} to {@code to}. */
    void bar(int row, Ink ink, String series, double from, double to, String tooltip) {
        items.get(row).add(new RowPlot.Bar(ink, series, from, to, tooltip));
    }

    /** A thin line from {@code from} to {@code to}. */
    void span(int row, double from, double to) {
        items.get(row).add(new RowPlot.Span(from, to));
    }

    /** A mark in the middle of its row. */
    void mark(int row, Mark mark, Ink ink, String series, double value, String tooltip) {
        mark(row, 0, mark, ink, series, value, tooltip);
    }

    /** A mark {@code dodge} units below the middle of its row, so that equal values of several series stay apart. */
    void mark(int row, double dodge, Mark mark, Ink ink, String series, double value, String tooltip) {
        items.get(row).add(new RowPlot.Dot(ink, mark, series, value, dodge, tooltip));
    }

    /** The value of a row, at the right. */
    void value(int row, String text) {
        values[row] = text;
    }

    /** A remark where a row has no mark. */
    void remark(int row, String text) {
        remarks[row] = text;
    }

    /** A vertical line over all rows. */
    void rule(String name, double value, boolean limit) {
        rules.add(new Rule(name, value, limit));
    }

    Figure finish(String caption) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            rows.add(new Row(labels.get(row), items.get(row), values[row], remarks[row]));
        }
        return new Figure(id, title, caption, new RowPlot(axis, rows, rules, legend));
    }
}
