package org.layco.report.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Figures as the data a page's charts are made of: a JSON array in the order given. */
public final class FigureJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FigureJson() {}

    /** The array. */
    public static String of(List<Figure> figures) {
        return MAPPER.writeValueAsString(
                figures.stream().map(FigureJson::figure).toList());
    }

    private static Map<String, Object> figure(Figure figure) {
        Map<String, Object> json = object("id", figure.id(), "title", figure.title(), "csv", figure.csv());
        json.put("height", Drawing.of(figure.plot()).height());
        switch (figure.plot()) {
            case RowPlot plot -> rows(json, plot);
            case CurvePlot plot -> curves(json, plot);
            case FloorPlan plan -> plan(json, plan);
        }
        return json;
    }

    private static void rows(Map<String, Object> json, RowPlot plot) {
        json.put("kind", "rows");
        json.put("axis", axis(plot.axis()));
        json.put("labels", plot.rows().stream().map(RowPlot.Row::label).toList());
        json.put("values", plot.rows().stream().map(RowPlot.Row::value).toList());
        json.put("legend", plot.legend().stream().map(RowPlot.Series::name).toList());
        json.put("rules", plot.rules().stream().map(FigureJson::rule).toList());
        json.put(
                "items",
                IntStream.range(0, plot.rows().size())
                        .boxed()
                        .flatMap(row -> plot.rows().get(row).items().stream().map(item -> item(row, item)))
                        .toList());
    }

    private static Map<String, Object> item(int row, RowPlot.Item item) {
        return switch (item) {
            case RowPlot.Bar bar ->
                object(
                        "row",
                        row,
                        "is",
                        "bar",
                        "ink",
                        bar.ink().key(),
                        "series",
                        bar.series(),
                        "from",
                        bar.from(),
                        "to",
                        bar.to(),
                        "text",
                        bar.text());
            case RowPlot.Span span -> object("row", row, "is", "span", "from", span.from(), "to", span.to());
            case RowPlot.Dot dot ->
                object(
                        "row",
                        row,
                        "is",
                        "dot",
                        "ink",
                        dot.ink().key(),
                        "mark",
                        dot.mark().key(),
                        "series",
                        dot.series(),
                        "from",
                        dot.at(),
                        "to",
                        dot.at(),
                        "dodge",
                        dot.dodge(),
                        "text",
                        dot.text());
        };
    }

    private static void curves(Map<String, Object> json, CurvePlot plot) {
        json.put("kind", "curves");
        json.put("x", axis(plot.x()));
        json.put("y", axis(plot.y()));
        json.put("rules", plot.rules().stream().map(FigureJson::rule).toList());
        json.put("curves", plot.curves().stream().map(FigureJson::curve).toList());
    }

    private static Map<String, Object> curve(CurvePlot.Curve curve) {
        return object(
                "name",
                curve.name(),
                "ink",
                curve.ink().key(),
                "mark",
                curve.mark().key(),
                "line",
                curve.line(),
                "named",
                curve.named(),
                "points",
                curve.points().stream()
                        .map(point -> List.of(point.x(), point.y(), point.low(), point.high(), point.text()))
                        .toList());
    }

    private static void plan(Map<String, Object> json, FloorPlan plan) {
        json.put("kind", "plan");
        json.put("aspect", plan.aspect());
        json.put(
                "blocks",
                plan.blocks().stream()
                        .map(block -> object(
                                "label",
                                block.item().label(),
                                "shown",
                                block.item().shown(),
                                "text",
                                block.item().text(),
                                "fill",
                                plan.shade(block.item().value()),
                                "letter",
                                plan.letter(block.item().value()),
                                "box",
                                List.of(block.x(), block.y(), block.width(), block.height())))
                        .toList());
    }

    private static Map<String, Object> axis(Axis axis) {
        List<Double> ticks = axis.scale().ticks();
        return object(
                "title",
                axis.title(),
                "format",
                axis.format().key(),
                "log",
                axis.scale() instanceof Scale.Log,
                "min",
                ticks.getFirst(),
                "max",
                ticks.getLast());
    }

    private static Map<String, Object> rule(RowPlot.Rule rule) {
        return object("name", rule.name(), "at", rule.at(), "limit", rule.limit());
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
