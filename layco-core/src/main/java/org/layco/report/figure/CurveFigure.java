package org.layco.report.figure;

import java.util.List;
import org.layco.study.CurveRecord;

/** Accuracy against bit error rate, errors in the whole network. */
public final class CurveFigure {
    /** What a page's style sheet says of figures, for a file of its own. */
    private static final String STYLE =
            "<style>text{font:10.5px sans-serif;fill:#1d2023}.ct{font-size:12.5px;font-weight:650}"
                    + ".ca,.cn{fill:#5b6067;font-size:10px}.cv{font-weight:600}.cg{stroke:#e3e3de}"
                    + ".range{stroke:#0072b2;stroke-width:2;opacity:.55}.main{fill:#0072b2}.bound{fill:#1d2023}</style>";

    private CurveFigure() {}

    /** The figure: one row a rate, its interval over maps as a line. */
    public static Figure of(CurveRecord record) {
        List<CurveRecord.Row> rows = record.curve();
        double low = rows.stream().mapToDouble(row -> low(row)).min().orElse(0);
        double high = rows.stream().mapToDouble(row -> high(row)).max().orElse(1);
        RowChart chart = new RowChart(
                "curve",
                "Top-1 accuracy by bit error rate",
                "Mean over fault maps with its 95 %% interval over maps, on %d images; errors in %s."
                        .formatted(
                                record.study().images(),
                                String.join(", ", record.setting().operands())),
                rows.stream().map(CurveFigure::label).toList(),
                Scale.Linear.over(low, high),
                "top-1 accuracy",
                accuracy -> Notation.tick(100 * accuracy) + "%",
                8,
                List.of());
        for (int i = 0; i < rows.size(); i++) {
            CurveRecord.Row row = rows.get(i);
            String accuracy = Notation.accuracy(row.top1());
            chart.whisker(i, "range", low(row), high(row));
            chart.mark(i, row.maps() == 0 ? Mark.DIAMOND : Mark.CIRCLE, style(row), row.top1(), accuracy);
            chart.value(i, accuracy);
        }
        return chart.finish();
    }

    /** The figure as {@code curve.svg}, with its own style. */
    public static String file(CurveRecord record) {
        String svg = of(record).svg();
        int content = svg.indexOf('>') + 1;
        return svg.substring(0, content).replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                + STYLE
                + svg.substring(content)
                + "\n";
    }

    private static String label(CurveRecord.Row row) {
        return row.maps() == 0 ? row.name().replace('_', ' ') : Notation.rate(row.bitErrorRate());
    }

    private static String style(CurveRecord.Row row) {
        return row.maps() == 0 ? "bound" : "main";
    }

    private static double low(CurveRecord.Row row) {
        return row.top1Low() == null ? row.top1() : row.top1Low();
    }

    private static double high(CurveRecord.Row row) {
        return row.top1High() == null ? row.top1() : row.top1High();
    }
}
