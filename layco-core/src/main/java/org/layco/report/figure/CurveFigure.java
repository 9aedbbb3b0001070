package org.layco.report.figure;

import java.util.List;
import org.layco.study.CurveRecord;

/** Accuracy against bit error rate, errors in the whole network. */
public final class CurveFigure {
    private CurveFigure() {}

    /** The figure: one row a rate, its interval over maps as a line. */
    public static Figure of(CurveRecord record) {
        List<CurveRecord.Row> rows = record.curve();
        double low = rows.stream().mapToDouble(row -> low(row)).min().orElse(0);
        double high = rows.stream().mapToDouble(row -> high(row)).max().orElse(1);
        RowChart chart = new RowChart(
                "curve",
                "Top-1 accuracy by bit error rate",
                rows.stream().map(CurveFigure::label).toList(),
                new Axis("top-1 accuracy", "top1", Scale.Linear.over(low, high), Axis.Format.PERCENT),
                List.of());
        for (int i = 0; i < rows.size(); i++) {
            CurveRecord.Row row = rows.get(i);
            String accuracy = Notation.accuracy(row.top1());
            boolean clean = row.maps() == 0;
            chart.span(i, low(row), high(row));
            chart.mark(
                    i, clean ? Mark.DIAMOND : Mark.CIRCLE, clean ? Ink.BOUND : Ink.MAIN, "mean", row.top1(), accuracy);
            chart.value(i, accuracy);
        }
        return chart.finish("Mean over fault maps with its 95 %% interval over maps, on %s images; errors in %s."
                .formatted(
                        record.study().images(),
                        String.join(", ", record.setting().operands())));
    }

    private static String label(CurveRecord.Row row) {
        return row.maps() == 0 ? row.name().replace('_', ' ') : Notation.rate(row.bitErrorRate());
    }

    private static double low(CurveRecord.Row row) {
        return row.top1Low() == null ? row.top1() : row.top1Low();
    }

    private static double high(CurveRecord.Row row) {
        return row.top1High() == null ? row.top1() : row.top1High();
    }
}
