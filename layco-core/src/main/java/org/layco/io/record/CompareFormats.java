package org.layco.io.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.study.CompareRecord;
import org.layco.study.CompareRecord.Row;
import org.layco.study.RunRecord.Part;

/** A comparison of designs as JSON, as CSV with units in the header, and as a LaTeX table. */
public final class CompareFormats {
    private static final RecordJson<CompareRecord> JSON = new RecordJson<>(
            CompareRecord.class, CompareRecord.SCHEMA, "comparison", "standard output", "layco compare --format json");

    /** Columns of the LaTeX table: head, and the row's figure in that unit. */
    private static final Map<String, Function<Row, @Nullable Double>> LATEX = columns();

    private static final int DIGITS = 3;
    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_BELOW = 1e6;

    private CompareFormats() {}

    /** The record as JSON, ended by a line break. */
    public static String toJson(CompareRecord record) {
        return JSON.toJson(record);
    }

    /**
     * The record in {@code json}.
     *
     * @param place its file, for diagnostics
     * @throws org.layco.io.InvalidInputException if it is damaged or of another version
     */
    public static CompareRecord fromJson(String place, String json) {
        return JSON.fromJson(place, json);
    }

    /** One row per network and design; empty fields are absent, with their reasons in the last column. */
    public static String toCsv(CompareRecord record) {
        List<String> energies = names(record, Row::energyByComponentJ);
        List<String> operands = names(record, Row::energyByOperandJ);
        List<String> areas = names(record, Row::areaByComponentM2);
        List<String> header = Stream.of(
                        Stream.of("network", "design", "bits", "write_voltages_v", "style", "node_m", "supply_v"),
                        Stream.of(
                                "energy_j",
                                "area_m2",
                                "latency_s",
                                "throughput_inferences_per_s",
                                "tops_per_w",
                                "tops_per_mm2",
                                "lifetime_inferences",
                                "lifetime_inferences_unlevelled",
                                "assumed_energy_share"),
                        operands.stream().map(name -> "energy_of_" + key(name) + "_j"),
                        energies.stream().map(name -> "energy_of_" + key(name) + "_j"),
                        areas.stream().map(name -> "area_of_" + key(name) + "_m2"),
                        Stream.of("unavailable"))
                .flatMap(columns -> columns)
                .toList();
        return Csv.table(header, record.rows().stream().map(row -> csv(row, operands, energies, areas)));
    }

    private static String csv(Row row, List<String> operands, List<String> energies, List<String> areas) {
        CompareRecord.Terms terms = row.contract();
        return Stream.of(
                        Stream.of(
                                Csv.text(row.network()),
                                Csv.text(row.design()),
                                field(terms.bits()),
                                terms.writeVoltagesV().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(" ")),
                                field(terms.style()),
                                field(terms.nodeM()),
                                field(terms.supplyV()),
                                field(row.energyJ()),
                                field(row.areaM2()),
                                field(row.latencyS()),
                                field(row.throughputInferencesPerS()),
                                field(row.topsPerW()),
                                field(row.topsPerMm2()),
                                field(row.lifetimeInferences()),
                                field(row.lifetimeInferencesUnlevelled()),
                                field(row.assumedEnergyShare())),
                        parts(operands, row.energyByOperandJ()),
                        parts(energies, row.energyByComponentJ()),
                        parts(areas, row.areaByComponentM2()),
                        Stream.of(Csv.text(row.unavailable().entrySet().stream()
                                .map(absent -> absent.getKey() + ": " + absent.getValue())
                                .collect(Collectors.joining("; ")))))
                .flatMap(fields -> fields)
                .collect(Collectors.joining(","));
    }

    private static List<String> names(CompareRecord record, Function<Row, List<Part>> parts) {
        Set<String> names = new LinkedHashSet<>();
        record.rows().forEach(row -> parts.apply(row).forEach(part -> names.add(part.name())));
        return List.copyOf(names);
    }

    private static Stream<String> parts(List<String> names, List<Part> parts) {
        return names.stream()
                .map(name -> parts.stream()
                        .filter(part -> part.name().equals(name))
                        .map(part -> Double.toString(part.value()))
                        .findFirst()
                        .orElse(""));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    private static String field(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A table for the booktabs package, three significant digits, with the contract as comments below it. */
    public static String toLatex(CompareRecord record) {
        StringBuilder text = new StringBuilder("%% %s, LayCO %s\n"
                .formatted(record.provenance().reproduce(), record.provenance().laycoVersion()));
        text.append("\\begin{tabular}{ll").append("r".repeat(LATEX.size())).append("}\n\\toprule\n");
        text.append("Network & Design & ")
                .append(String.join(" & ", LATEX.keySet()))
                .append(" \\\\\n");
        for (CompareRecord.NetworkRow network : record.networks()) {
            text.append("\\midrule\n");
            for (Row row : record.rowsOf(network)) {
                text.append(escaped(row.network())).append(" & ").append(escaped(row.design()));
                LATEX.values().forEach(figure -> text.append(" & ").append(number(figure.apply(row))));
                text.append(" \\\\\n");
            }
        }
        text.append("\\bottomrule\n\\end{tabular}\n");
        for (CompareRecord.ContractRow contract : record.contracts()) {
            contract.equal().forEach(term -> comment(text, "equal", contract.network(), term));
            contract.differed().forEach(term -> comment(text, "different", contract.network(), term));
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String what, String network, String term) {
        text.append("% ")
                .append(what)
                .append(" on ")
                .append(network)
                .append(": ")
                .append(term)
                .append('\n');
    }

    private static Map<String, Function<Row, @Nullable Double>> columns() {
        Map<String, Function<Row, @Nullable Double>> columns = new LinkedHashMap<>();
        columns.put("Energy [$\\mu$J]", row -> scaled(row.energyJ(), 1e6));
        columns.put("Area [mm$^2$]", row -> scaled(row.areaM2(), 1e6));
        columns.put("Latency [ms]", row -> scaled(row.latencyS(), 1e3));
        columns.put("Inferences/s", Row::throughputInferencesPerS);
        columns.put("TOPS/W", Row::topsPerW);
        columns.put("TOPS/mm$^2$", Row::topsPerMm2);
        columns.put("Lifetime [inferences]", Row::lifetimeInferences);
        return columns;
    }

    private static @Nullable Double scaled(@Nullable Double value, double factor) {
        return value == null ? null : value * factor;
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "n/a";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        if (value == 0 || (Math.abs(value) >= PLAIN_FROM && Math.abs(value) < PLAIN_BELOW)) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return "$%s\\times10^{%d}$".formatted(rounded.movePointLeft(exponent).toPlainString(), exponent);
    }

    private static String escaped(String text) {
        return text.replaceAll("([_%&#$])", "\\\\$1");
    }
}
