package org.layco.io.record;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.layco.io.TextFile;
import org.layco.network.Operand;
import org.layco.study.RunRecord;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;

/**
 * The plan as {@code layers.csv}: one row per layer and operand, units in the header. Columns named {@code layer_...} are
 * the whole layer's and repeat on its three rows.
 */
public final class LayersCsv {
    private static final List<String> HEADER = List.of(
            "layer",
            "operator",
            "operand",
            "bits",
            "partition",
            "voltage_v",
            "bit_error_rate",
            "layer_macs",
            "layer_energy_j",
            "layer_energy_share");

    private LayersCsv() {}

    /** The table, header first. */
    public static String toCsv(RunRecord record) {
        Stream<String> rows = record.plan().layers().stream()
                .flatMap(layer -> Stream.of(Operand.values()).map(operand -> row(layer, operand)));
        return Csv.table(HEADER, rows);
    }

    /** Writes {@code layers.csv}; throws {@link org.layco.io.InvalidInputException} if the file cannot be written. */
    public static void write(Path file, RunRecord record) {
        TextFile.write(file, toCsv(record));
    }

    private static String row(LayerRow layer, Operand operand) {
        OperandRow point = switch (operand) {
            case WEIGHT -> layer.operands().weight();
            case INPUT -> layer.operands().input();
            case PARTIAL_SUM -> layer.operands().partialSum();
        };
        return Stream.of(
                        Csv.text(layer.name()),
                        Csv.text(layer.operator()),
                        operand.key(),
                        Integer.toString(point.bits()),
                        Csv.text(point.partition()),
                        Double.toString(point.voltageV()),
                        Double.toString(point.bitErrorRate()),
                        Long.toString(layer.macs()),
                        Double.toString(layer.energyJ()),
                        Double.toString(layer.energyShare()))
                .collect(Collectors.joining(","));
    }
}
