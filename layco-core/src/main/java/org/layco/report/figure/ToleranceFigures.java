package org.layco.report.figure;

import java.util.ArrayList;
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

    private ToleranceFigures() {}

    /** One layer's operand; {@code tolerated} is absent where no slope was measured or none was found. */
    private record Row(String layer, double planned, Optional<Double> tolerated) {}

    static List<Figure> of(RunRecord run) {
        return Stream.of(Operand.values())
                .map(operand -> panel(operand, rows(run, operand)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Row> rows(RunRecord run, Operand operand) {
        List<Row> rows = new ArrayList<>();
        for (LayerRow layer : run.plan().layers()) {
            OperandRow point = switch (operand) {
                case WEIGHT -> layer.operands().weight();
                case INPUT -> layer.operands().input();
                case PARTIAL_SUM -> layer.operands().partialSum();
            };
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
                "Error rate that would cost %s of accuracy, by the upper bound of the measured slope (diamond), and the rate planned (other mark); a longer line means more reserve."
                        .formatted(Notation.limit(REFERENCE_LOSS_PP)),
                rows.stream().map(Row::layer).toList(),
                Scale.Log.over(rates[0], rates[rates.length - 1]),
                "error rate of cell writes",
                Notation::rate,
                0,
                List.of(
                        new RowChart.Series(LayerFigures.style(operand), "planned"),
                        new RowChart.Series("bound", "costs " + Notation.limit(REFERENCE_LOSS_PP))));
        for (int row = 0; row < rows.size(); row++) {
            draw(chart, row, operand, rows.get(row));
        }
        return Optional.of(chart.finish());
    }

    private static void draw(RowChart chart, int row, Operand operand, Row data) {
        String style = LayerFigures.style(operand);
        data.tolerated().ifPresent(rate -> {
            chart.whisker(row, "range", data.planned(), rate);
            chart.mark(row, Mark.DIAMOND, "bound", rate, "tolerates " + Notation.rate(rate));
        });
        chart.mark(row, Mark.of(style), style, data.planned(), "planned " + Notation.rate(data.planned()));
    }
}
