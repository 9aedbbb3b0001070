package org.layco.report.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.layco.report.figure.Notation;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;
import org.layco.study.RunRecord.PartitionRow;
import org.layco.units.Dimension;

/** The plan, one row a layer. */
final class LayerTables {
    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;

    private LayerTables() {}

    static Table layers(RunRecord run) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("Layer", "layer"), Column.text("Shape", "shape"), Column.number("MACs", "macs")));
        columns.addAll(operand("Weight", "weight"));
        columns.addAll(operand("Input", "input"));
        columns.addAll(operand("Partial sum", "partial_sum"));
        columns.add(Column.number("Energy", "energy_j"));
        columns.add(Column.number("Share", "energy_share"));
        columns.add(Column.number("Lifetime margin", "lifetime_margin"));
        Map<String, PartitionRow> partitions = new HashMap<>();
        run.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        Optional<Double> needed = needed(run);
        return new Table(
                "layers-table",
                "Plan by layer",
                columns,
                run.plan().layers().stream()
                        .map(layer -> row(layer, partitions, needed))
                        .toList(),
                false,
                "The plan has no MVM layers.");
    }

    private static List<Column> operand(String title, String key) {
        return Stream.of(
                        Column.number("bits", key + "_bits"),
                        Column.number("voltage", key + "_voltage_v"),
                        Column.number("error rate", key + "_bit_error_rate"),
                        Column.text("partition", key + "_partition"))
                .map(column -> column.in(title))
                .toList();
    }

    /** Inferences that margins are counted from: those required, else those that the whole buffer lasts. */
    private static Optional<Double> needed(RunRecord run) {
        Double years = run.lifetime().requiredYears();
        return years == null
                ? Optional.ofNullable(run.lifetime().levelledInferences())
                : Optional.of(years * SECONDS_PER_YEAR * run.lifetime().ratePerS());
    }

    private static List<Cell> row(LayerRow layer, Map<String, PartitionRow> partitions, Optional<Double> needed) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(layer.name(), layer.operator()),
                Cell.text(layer.shape().replace("->", "→")),
                Cell.count(layer.macs())));
        List<OperandRow> operands = List.of(
                layer.operands().weight(),
                layer.operands().input(),
                layer.operands().partialSum());
        for (OperandRow operand : operands) {
            cells.add(Cell.number(operand.bits(), Notation::tick));
            cells.add(Cell.number(operand.voltageV(), Notation::volts));
            cells.add(Cell.number(operand.bitErrorRate(), Notation::rate));
            cells.add(Cell.text(operand.partition()));
        }
        cells.add(Cell.number(layer.energyJ(), joules -> Notation.quantity(joules, Dimension.ENERGY)));
        cells.add(Cell.number(layer.energyShare(), Notation::share));
        cells.add(Cell.figure(
                margin(operands, partitions, needed).orElse(null), Notation::times, "nothing it uses wears out"));
        return List.copyOf(cells);
    }

    /** How many times as long as needed the partition lasts that fails first among a layer's. */
    private static Optional<Double> margin(
            List<OperandRow> operands, Map<String, PartitionRow> partitions, Optional<Double> needed) {
        return operands.stream()
                .flatMap(operand -> Optional.ofNullable(partitions.get(operand.partition())).stream())
                .flatMap(partition -> Optional.ofNullable(partition.lifetimeInferences()).stream())
                .min(Double::compare)
                .flatMap(lasts -> needed.map(inferences -> lasts / inferences));
    }
}
