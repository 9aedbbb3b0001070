package org.layco.io.record;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.layco.hardware.Style;
import org.layco.io.TextFile;
import org.layco.io.yaml.Spelling;
import org.layco.io.yaml.YamlDocument;
import org.layco.io.yaml.YamlMapping;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.OperandPoint;
import org.layco.mapping.Partition;
import org.layco.mapping.Partition.Holds;
import org.layco.mapping.Plan;
import org.layco.network.Operand;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.source.Knowable;
import org.layco.study.Study;
import org.layco.units.Dimension;

/**
 * The plan as {@code plan.yaml}, to be kept, edited and evaluated again. A voltage is stated once, at its partition.
 * Writing and reading back gives an equal {@link PlanFile}.
 */
public final class PlanYaml {
    private static final double MAX_WRITE_VOLTS = 10;
    /** Whole numbers up to here are exact in a double. */
    private static final double MAX_CELLS = 0x1p53;

    private static final String NO_SHA256 = "0".repeat(64);
    /** A buffer as large as the 8-bit baseline's, which a file need not state. */
    private static final double ISO_AREA = 1;

    private static final int MIN_BITS = 1;
    private static final int MAX_BITS = 16;

    private PlanYaml() {}

    /** Writes {@code plan.yaml}; throws {@link org.layco.io.InvalidInputException} if the file cannot be written. */
    public static void write(Path file, PlanFile plan) {
        TextFile.write(file, toYaml(plan));
    }

    /** Reads {@code plan.yaml}; throws {@link org.layco.io.InvalidInputException} with every mistake and its place. */
    public static PlanFile read(Path file) {
        return fromYaml(file.toString(), TextFile.read(file));
    }

    /** The plan as YAML 1.2. */
    public static String toYaml(PlanFile file) {
        StringBuilder yaml = new StringBuilder("# Operating points found by LayCO. Voltages are write voltages.\n");
        line(yaml, "layco: ", YamlDocument.SCHEMA_VERSION);
        line(yaml, "network:", "");
        line(yaml, "  name: ", YamlText.scalar(file.network()));
        line(yaml, "  sha256: ", YamlText.scalar(file.networkSha256()));
        line(yaml, "hardware: ", YamlText.scalar(file.hardware()));
        line(yaml, "style: ", YamlText.scalar(file.style()));
        line(yaml, "cell: ", YamlText.scalar(file.cell()));
        line(yaml, "weight_scales: ", file.weightScales().name().toLowerCase(Locale.ROOT));
        if (file.bufferArea() != ISO_AREA) {
            line(yaml, "buffer_area: ", file.bufferArea());
        }
        line(yaml, "partitions:", "");
        file.plan().partitions().forEach(partition -> write(yaml, partition));
        line(yaml, "layers:", "");
        file.plan().layers().forEach(layer -> write(yaml, layer));
        return yaml.toString();
    }

    private static void write(StringBuilder yaml, Partition partition) {
        line(yaml, "  - id: ", YamlText.scalar(partition.id()));
        line(yaml, "    holds: ", key(partition.holds()));
        line(yaml, "    voltage: ", partition.writeVolts() + " V");
        line(yaml, "    cells: ", partition.cells());
        line(yaml, "    peak_cells: ", partition.peakCells());
    }

    private static void write(StringBuilder yaml, LayerPoint layer) {
        line(yaml, "  - name: ", YamlText.scalar(layer.layer()));
        for (Operand operand : Operand.values()) {
            OperandPoint point = layer.of(operand);
            line(
                    yaml,
                    "    " + operand.key() + ": ",
                    "{bits: " + point.bits() + ", partition: " + YamlText.scalar(point.partition())
                            + ", bit_error_rate: " + point.bitErrorRate().get() + "}");
        }
    }

    private static void line(StringBuilder yaml, String key, Object value) {
        yaml.append(key).append(value).append('\n');
    }

    /**
     * The plan in {@code yaml}.
     *
     * @param place its file, for diagnostics
     * @throws org.layco.io.InvalidInputException with every mistake and its place
     */
    public static PlanFile fromYaml(String place, String yaml) {
        return YamlDocument.read(place, yaml, PlanYaml::planFile);
    }

    private static PlanFile planFile(YamlMapping yaml) {
        record Fingerprint(String name, String sha256) {}
        Fingerprint network = yaml.mapping("network", block -> new Fingerprint(block.text("name"), sha256(block)));
        return new PlanFile(
                network.name(),
                network.sha256(),
                yaml.text("hardware"),
                style(yaml),
                yaml.text("cell"),
                yaml.choice("weight_scales", Granularity.class),
                yaml.number("buffer_area", ISO_AREA, Study.MOST_BUFFER_AREA, ISO_AREA),
                plan(yaml));
    }

    private static String style(YamlMapping yaml) {
        return yaml.text("style").equals(PlanFile.NO_STYLE)
                ? PlanFile.NO_STYLE
                : yaml.choice("style", Style.class).key();
    }

    private static String sha256(YamlMapping block) {
        String written = block.text("sha256");
        if (!block.has("sha256") || written.matches("[0-9a-f]{64}")) {
            return block.has("sha256") ? written : NO_SHA256;
        }
        block.problem(
                "sha256",
                "'%s' is no SHA-256 of 64 lower-case hexadecimal digits".formatted(written),
                "Print that of the network file with sha256sum.");
        return NO_SHA256;
    }

    private static Plan plan(YamlMapping yaml) {
        Map<String, Partition> partitions = new LinkedHashMap<>();
        yaml.mappings("partitions", block -> partition(block, partitions));
        if (partitions.isEmpty()) {
            yaml.problem("partitions", "the plan has no partitions", "List each with id, holds, voltage and cells.");
        }
        if (!yaml.has("layers") || partitions.isEmpty()) {
            yaml.problem(
                    "layers", "the plan has no usable layers", "List every MVM layer of the network in its order.");
            return new Plan(List.of(), List.of());
        }
        Map<String, LayerPoint> layers = new LinkedHashMap<>();
        yaml.mappings("layers", block -> layer(block, layers, partitions));
        return new Plan(List.copyOf(layers.values()), List.copyOf(partitions.values()));
    }

    private static Partition partition(YamlMapping yaml, Map<String, Partition> others) {
        double cells = wholeNumber(yaml, "cells");
        double peakCells = wholeNumber(yaml, "peak_cells");
        Partition partition = new Partition(
                yaml.text("id"),
                yaml.choice("holds", Holds.class),
                yaml.quantity("voltage", Dimension.VOLTAGE, 0, MAX_WRITE_VOLTS),
                (long) cells,
                (long) peakCells);
        if (others.putIfAbsent(partition.id(), partition) != null) {
            yaml.problem("id", "two partitions are called '" + partition.id() + "'", "Rename one of them.");
        }
        return partition;
    }

    private static double wholeNumber(YamlMapping yaml, String key) {
        double number = yaml.number(key, 0, MAX_CELLS);
        if (number != Math.rint(number)) {
            yaml.problem(key, "%s (%s) is not a whole number".formatted(key, number), "Count whole cells.");
        }
        return Math.rint(number);
    }

    private static LayerPoint layer(
            YamlMapping yaml, Map<String, LayerPoint> others, Map<String, Partition> partitions) {
        LayerPoint layer = new LayerPoint(
                yaml.text("name"),
                operand(yaml, Operand.WEIGHT, partitions),
                operand(yaml, Operand.INPUT, partitions),
                operand(yaml, Operand.PARTIAL_SUM, partitions));
        if (others.putIfAbsent(layer.layer(), layer) != null) {
            yaml.problem(
                    "name", "two layers are called '" + layer.layer() + "'", "Name each layer of the network once.");
        }
        return layer;
    }

    private static OperandPoint operand(YamlMapping layer, Operand operand, Map<String, Partition> partitions) {
        return layer.mapping(operand.key(), yaml -> {
            Partition home = home(yaml, operand, partitions);
            return new OperandPoint(
                    yaml.integer("bits", MIN_BITS, MAX_BITS),
                    home.id(),
                    home.writeVolts(),
                    Knowable.known(yaml.number("bit_error_rate", 0, 1)));
        });
    }

    /** The partition an operand lives in; after a mistake, which is noted, any partition, so that reading goes on. */
    private static Partition home(YamlMapping yaml, Operand operand, Map<String, Partition> partitions) {
        String id = yaml.text("partition");
        Partition home = partitions.get(id);
        if (home == null) {
            if (yaml.has("partition")) {
                yaml.problem(
                        "partition",
                        "there is no partition '" + id + "'",
                        Spelling.suggestion(id, partitions.keySet()));
            }
            return partitions.values().iterator().next();
        }
        if (home.holds() != holder(operand)) {
            yaml.problem(
                    "partition",
                    "partition '%s' holds %s, not the %s of a layer".formatted(id, key(home.holds()), operand.key()),
                    "Name a partition that holds %s.".formatted(key(holder(operand))));
        }
        return home;
    }

    private static Holds holder(Operand operand) {
        return switch (operand) {
            case WEIGHT -> Holds.WEIGHTS;
            case INPUT -> Holds.FEATURE_MAPS;
            case PARTIAL_SUM -> Holds.PARTIAL_SUMS;
        };
    }

    private static String key(Holds holds) {
        return holds.name().toLowerCase(Locale.ROOT);
    }
}
