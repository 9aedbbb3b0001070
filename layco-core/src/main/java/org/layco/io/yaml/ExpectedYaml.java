package org.layco.io.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.layco.cost.ExpectedFigure;
import org.layco.cost.ExpectedFigure.LayerSize;
import org.layco.cost.ExpectedFigure.Origin;
import org.layco.cost.ExpectedFigure.Quantity;
import org.layco.units.Dimension;

/** The schema of {@code expected.yaml}: the figures that a design is expected to give. */
final class ExpectedYaml {
    private static final double MAX_VALUE = 1e24;

    private ExpectedYaml() {}

    /** What holds for every row that does not say otherwise. */
    private record Defaults(String variant, int operationsPerMac) {}

    /** Every figure, in the file's order. */
    static List<ExpectedFigure> figures(YamlMapping yaml) {
        Defaults defaults = new Defaults(yaml.text("variant"), yaml.integer("operations_per_mac", 1, 2));
        return yaml.mappings("rows", row -> figure(row, defaults));
    }

    private record Value(double number, String unit, double unitInSi) {}

    private static ExpectedFigure figure(YamlMapping yaml, Defaults defaults) {
        Quantity quantity = yaml.choice("quantity", Quantity.class);
        Value value = value(yaml, quantity);
        int bits = yaml.integer("bits", 2, 16);
        double tolerance = yaml.number("tolerance", 0, 1);
        return new ExpectedFigure(
                quantity,
                text(yaml, "of"),
                yaml.mappingIfPresent(
                        "layer",
                        layer -> new LayerSize(
                                layer.integer("rows", 1, 1_000_000), layer.integer("outputs", 1, 1_000_000))),
                bits,
                yaml.integer("input_bits", 2, 16, bits),
                yaml.text("variant", defaults.variant()),
                yaml.integer("operations_per_mac", 1, 2, defaults.operationsPerMac()),
                value.number(),
                value.unit(),
                value.unitInSi(),
                tolerance,
                tolerance == 0 ? yaml.text("because", "a count") : yaml.text("because"),
                yaml.choice("origin", Origin.class),
                yaml.text("source"),
                text(yaml, "exception"),
                text(yaml, "unavailable"));
    }

    private static Value value(YamlMapping yaml, Quantity quantity) {
        Optional<Dimension> dimension = dimension(quantity);
        if (dimension.isEmpty()) {
            return new Value(yaml.number("value", 0, MAX_VALUE), "1", 1);
        }
        double si = yaml.quantity("value", dimension.get(), 0, MAX_VALUE);
        String unit = yaml.text("value").strip().replaceFirst("^\\S+\\s+", "");
        double unitInSi = dimension.get().factor(unit).orElse(1.0);
        return new Value(Double.parseDouble(String.format(Locale.ROOT, "%.12g", si / unitInSi)), unit, unitInSi);
    }

    private static Optional<Dimension> dimension(Quantity quantity) {
        return switch (quantity) {
            case POWER -> Optional.of(Dimension.POWER);
            case AREA -> Optional.of(Dimension.AREA);
            case EFFICIENCY -> Optional.of(Dimension.OPERATIONS_PER_ENERGY);
            case DENSITY -> Optional.of(Dimension.OPERATION_DENSITY);
            case RESNET20_ENERGY -> Optional.of(Dimension.ENERGY);
            case POWER_SHARE,
                    EFFICIENCY_RATIO,
                    ADC_REFERENCE_ENERGY_RATIO,
                    SA_REFERENCE_ENERGY_RATIO,
                    PARTIAL_SUMS_PER_OUTPUT_AND_ROW_TILE,
                    CONVERSIONS_PER_OUTPUT_AND_ROW_TILE,
                    ARRAYS -> Optional.empty();
        };
    }

    private static Optional<String> text(YamlMapping yaml, String key) {
        return yaml.has(key) ? Optional.of(yaml.text(key)) : Optional.empty();
    }
}
