package org.layco.report.table;

import java.util.List;
import java.util.stream.Collectors;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.Rung;
import org.layco.study.RunRecord.Tolerance;

/** The accuracy ladder, and what errors cost. */
final class AccuracyTables {
    private AccuracyTables() {}

    static Table ladder(RunRecord run) {
        return new Table(
                "ladder-table",
                "Accuracy ladder",
                List.of(
                        Column.text("Step", "step"),
                        Column.number("Top-1", "top1"),
                        Column.number("95 % interval from", "top1_low"),
                        Column.number("to", "top1_high"),
                        Column.number("Images", "images")),
                run.ladder().stream().map(AccuracyTables::rung).toList(),
                false,
                "No accuracies recorded.");
    }

    private static List<Cell> rung(Rung rung) {
        return List.of(
                Cell.text(rung.name(), rung.meaning()),
                Cell.number(rung.top1(), Notation::accuracy),
                Cell.figure(rung.low(), Notation::accuracy, "no interval applies"),
                Cell.figure(rung.high(), Notation::accuracy, null),
                Cell.count(rung.images()));
    }

    static Table tolerance(RunRecord run) {
        return new Table(
                "tolerance-table",
                "Measured tolerances",
                List.of(
                        Column.text("Layer", "layer"),
                        Column.text("Operand", "operand"),
                        Column.number("Bits", "bits"),
                        Column.number("Loss by quantisation", "quantization_loss_pp"),
                        Column.number("Slope, pp", "loss_pp_per_ber"),
                        Column.number("Upper bound, pp", "loss_pp_per_ber_upper"),
                        Column.text("Measured at", "points")),
                run.tolerance().stream().map(AccuracyTables::tolerance).toList(),
                false,
                "No tolerances measured.");
    }

    private static List<Cell> tolerance(Tolerance row) {
        String points = row.points().stream()
                .map(point -> "%s at %s (%s images)"
                        .formatted(
                                Notation.points(point.lossPp()),
                                Notation.rate(point.bitErrorRate()),
                                Notation.count(point.images())))
                .collect(Collectors.joining("; "));
        String reason = row.reason();
        return List.of(
                Cell.text(row.layer()),
                Cell.text(row.operand()),
                Cell.number(row.bits(), Notation::tick),
                Cell.number(row.quantizationLossPp(), Notation::points),
                Cell.figure(row.lossPpPerBer(), Notation::number, null),
                Cell.figure(row.lossPpPerBerUpper(), Notation::number, null),
                Cell.text(points.isEmpty() && reason != null ? "n/a: " + reason : points));
    }
}
