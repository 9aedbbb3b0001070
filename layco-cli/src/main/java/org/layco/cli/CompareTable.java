package org.layco.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.layco.study.CompareRecord;
import org.layco.study.RunRecord.Part;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/** A comparison of designs as a table for each network. */
final class CompareTable {
    private static final String ROW = "%-26s %9s %10s %9s %8s %8s %9s %11s  %s%n";

    private CompareTable() {}

    static void print(CompareRecord record, PrintWriter out) {
        for (CompareRecord.NetworkRow network : record.networks()) {
            out.printf(
                    Locale.ROOT,
                    "%s: %d MVM layers, %,d weights, %,d MACs an image; cell %s%n",
                    network.name(),
                    network.mvmLayers(),
                    network.weights(),
                    network.macs(),
                    record.cell());
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "design",
                    "energy",
                    "area",
                    "latency",
                    "images/s",
                    "TOPS/W",
                    "TOPS/mm2",
                    "lifetime",
                    "energy of weights, inputs, psums, other");
            record.rowsOf(network).forEach(row -> print(row, out));
            printAbsent(record.rowsOf(network), out);
            out.println();
        }
        out.println("lifetime: inferences until the median cell of the buffer partition worn most fails");
        boolean same = record.contracts().stream()
                        .map(contract -> List.of(contract.equal(), contract.differed()))
                        .distinct()
                        .count()
                == 1;
        record.contracts().stream().limit(same ? 1 : Long.MAX_VALUE).forEach(contract -> {
            String where = same ? "" : " on " + contract.network();
            out.println("equal" + where + ": " + String.join("; ", contract.equal()));
            contract.differed().forEach(term -> out.println("different" + where + ": " + term));
        });
    }

    private static void print(CompareRecord.Row row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                ROW,
                row.design(),
                quantity(row.energyJ(), Dimension.ENERGY),
                quantity(row.areaM2(), Dimension.AREA),
                quantity(row.latencyS(), Dimension.TIME),
                number(row.throughputInferencesPerS()),
                number(row.topsPerW()),
                number(row.topsPerMm2()),
                number(row.lifetimeInferences()),
                shares(row));
    }

    private static void printAbsent(List<CompareRecord.Row> rows, PrintWriter out) {
        Map<String, StringBuilder> reasons = new LinkedHashMap<>();
        for (CompareRecord.Row row : rows) {
            row.omitted().forEach(what -> add(reasons, "left out: " + what, row.design()));
            row.unavailable().values().forEach(reason -> add(reasons, "n/a: " + reason, row.design()));
        }
        reasons.forEach((reason, designs) -> out.println(reason + " (" + designs + ")"));
    }

    private static void add(Map<String, StringBuilder> reasons, String reason, String design) {
        StringBuilder designs = reasons.computeIfAbsent(reason, _ -> new StringBuilder());
        if (designs.indexOf(design) < 0) {
            designs.append(designs.isEmpty() ? "" : ", ").append(design);
        }
    }

    private static String shares(CompareRecord.Row row) {
        Double total = row.energyJ();
        if (total == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (String operand : List.of("weight", "input", "partial_sum", "other")) {
            double joules = row.energyByOperandJ().stream()
                    .filter(part -> part.name().equals(operand))
                    .mapToDouble(Part::value)
                    .sum();
            text.append(String.format(Locale.ROOT, "%s%.0f", text.isEmpty() ? "" : ", ", 100 * joules / total));
        }
        return text.append(" %").toString();
    }

    private static String quantity(@Nullable Double si, Dimension dimension) {
        return si == null ? "n/a" : Quantity.format(si, dimension);
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "n/a";
        }
        double magnitude = Math.abs(value);
        String format = magnitude >= 1e5 || magnitude < 1e-3 ? "%.2e" : magnitude >= 100 ? "%.0f" : "%.3g";
        return String.format(Locale.ROOT, format, value);
    }
}
