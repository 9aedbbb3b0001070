package org.layco.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.layco.network.Operand;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;
import org.layco.study.RunRecord.Tolerance;

/** One panel per operand: the error rate each layer tolerates beside the one it is planned at. */
final class ToleranceFigures {
    /** Loss at which tolerated error rates are compared, in percentage points. */
    private static final double REFERENCE_LOSS_PP = 0.1;

    private static final String REFERENCE = "costs " + Notation.limit(REFERENCE_LOSS_PP);

    private ToleranceFigures() {}

    /** One layer's operand; {@code tolerated} is absent where no slope was measured or none was found. */
    private record Row(String layer, double planned, Optional<Double> tolerated) {}

    static List<Figure> of(RunRecord run) {
        return Stream.of(Operand.values())
                .flatMap(operand -> Stream.of(ToleranceCurves.of(run, operand), panel(operand, rows(run, operand))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Row> rows(RunRecord run, Operand operand) {
        List<Row> rows = new ArrayList<>();
        for (LayerRow layer : run.plan().layers()) {
            OperandRow point = LayerFigures.point(layer, operand);
            run.tolerance().stream()
                    .filter(t -> t.layer().equals(layer.name())
                            && t.operand().equals(operand.key())
                            && t.bits() == point.bits())
                    .findFirst()
                    .ifPresent(t -> rows.add(new Row(layer.name(), point.bitErrorRate(), tolerated(t))));
        }
        return rows;
    }

    private static Optional<Double> tolerated(Tolerance tolerance) {
        return Optional.ofNullable(tolerance.lossPpPerBerUpper())
                .filter(slope -> slope > 0)
                .map(slope -> Math.min(1, REFERENCE_LOSS_PP / slope));
    }

    private static Optional<Figure> panel(Operand operand, List<Row> rows) {
        if (rows.stream().noneMatch(row -> row.tolerated().isPresent())) {
            return Optional.empty();
        }
        double[] rates = rows.stream()
                .flatMap(row -> Stream.concat(row.tolerated().stream(), Stream.of(row.planned())))
                .mapToDouble(Double::doubleValue)
                .filter(rate -> rate > 0)
                .sorted()
                .toArray();
        String name = operand.key().replace('_', ' ');
        RowChart chart = new RowChart(
                "tolerance-" + operand.key(),
                "Tolerance of " + name + " errors",
                rows.stream().map(Row::layer).toList(),
                new Axis(
                        "error rate of cell writes",
                        "bit_error_rate",
                        Scale.Log.over(rates[0], rates[rates.length - 1]),
                        Axis.Format.POWER),
                List.of(
                        new RowPlot.Series(LayerFigures.ink(operand), LayerFigures.mark(operand), "planned"),
                        new RowPlot.Series(Ink.BOUND, Mark.DIAMOND, REFERENCE)));
        for (int row = 0; row < rows.size(); row++) {
            draw(chart, row, operand, rows.get(row));
        }
        Row least = rows.stream()
                .filter(row -> row.tolerated().isPresent())
                .min(Comparator.comparingDouble(row -> row.tolerated().orElseThrow()))
                .orElseThrow();
        return Optional.of(chart.finish(
                "%s is the most sensitive: errors at %s would cost %s by the upper bound of its slope, and %s is planned; a longer line means more reserve."
                        .formatted(
                                least.layer(),
                                Notation.rate(least.tolerated().orElseThrow()),
                                Notation.limit(REFERENCE_LOSS_PP),
                                Notation.rate(least.planned()))));
    }

    private static void draw(RowChart chart, int row, Operand operand, Row data) {
        data.tolerated().ifPresent(rate -> {
            chart.span(row, data.planned(), rate);
            chart.mark(row, Mark.DIAMOND, Ink.BOUND, REFERENCE, rate, "tolerates " + Notation.rate(rate));
        });
        chart.mark(
                row,
                LayerFigures.mark(operand),
                LayerFigures.ink(operand),
                "planned",
                data.planned(),
                "planned " + Notation.rate(data.planned()));
    }
}
