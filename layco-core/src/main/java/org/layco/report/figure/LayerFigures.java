package org.layco.report.figure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.layco.network.Operand;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;

/** Small multiples over the layers: bits, write voltage, energy. */
final class LayerFigures {
    private static final List<RowChart.Series> OPERANDS = Stream.of(Operand.values())
            .map(operand -> new RowChart.Series(style(operand), operand.key().replace('_', ' ')))
            .toList();

    /** Distance between the marks of two operands within a row, in units. */
    private static final double DODGE = 6;

    private LayerFigures() {}

    static List<Figure> of(List<LayerRow> layers) {
        if (layers.isEmpty()) {
            return List.of();
        }
        return List.of(bits(layers), voltages(layers), energy(layers));
    }

    /** The style class of an operand's marks. */
    static String style(Operand operand) {
        return "o-" + operand.key();
    }

    private static OperandRow point(LayerRow layer, Operand operand) {
        return switch (operand) {
            case WEIGHT -> layer.operands().weight();
            case INPUT -> layer.operands().input();
            case PARTIAL_SUM -> layer.operands().partialSum();
        };
    }

    private static Figure bits(List<LayerRow> layers) {
        double most = points(layers).mapToDouble(OperandRow::bits).max().orElse(1);
        return operandChart(
                layers,
                "layer-bits",
                "Bit-widths by layer",
                "Bits of each layer's weights, inputs and partial sums, in this order from top to bottom of a row.",
                Scale.Linear.over(0, Math.max(8, most)),
                "bits",
                OperandRow::bits,
                Notation::tick,
                bits -> Notation.number(bits) + " bits");
    }

    private static Figure voltages(List<LayerRow> layers) {
        double low = points(layers).mapToDouble(OperandRow::voltageV).min().orElse(0);
        double high = points(layers).mapToDouble(OperandRow::voltageV).max().orElse(1);
        return operandChart(
                layers,
                "layer-voltages",
                "Write voltages by layer",
                "Voltage at which each layer's weights, inputs and partial sums are written; lower saves energy and wear and"
                        + " makes more errors.",
                Scale.Linear.over(low, high),
                "write voltage, V",
                OperandRow::voltageV,
                volts -> String.format(Locale.ROOT, "%.2f", volts),
                Notation::volts);
    }

    private static Stream<OperandRow> points(List<LayerRow> layers) {
        return layers.stream().flatMap(layer -> Stream.of(Operand.values()).map(operand -> point(layer, operand)));
    }

    private static Figure operandChart(
            List<LayerRow> layers,
            String id,
            String title,
            String caption,
            Scale scale,
            String axis,
            ToDoubleFunction<OperandRow> figure,
            DoubleFunction<String> tick,
            DoubleFunction<String> tooltip) {
        RowChart chart = new RowChart(id, title, caption, names(layers), scale, axis, tick, 0, OPERANDS);
        for (int row = 0; row < layers.size(); row++) {
            double dodge = -DODGE;
            for (Operand operand : Operand.values()) {
                double value = figure.applyAsDouble(point(layers.get(row), operand));
                chart.mark(
                        row,
                        dodge,
                        Mark.of(style(operand)),
                        style(operand),
                        value,
                        operand.key().replace('_', ' ') + " " + tooltip.apply(value));
                dodge += DODGE;
            }
        }
        return chart.finish();
    }

    private static Figure energy(List<LayerRow> layers) {
        LayerRow largest = layers.stream()
                .max(Comparator.comparingDouble(LayerRow::energyShare))
                .orElseThrow();
        RowChart chart = new RowChart(
                "layer-energy",
                "Energy by layer",
                "Share of the plan's energy per inference spent in each layer; the largest is %s with %s."
                        .formatted(largest.name(), Notation.share(largest.energyShare())),
                names(layers),
                Scale.Linear.over(0, Math.max(1e-3, largest.energyShare())),
                "share of energy per inference",
                share -> Notation.tick(100 * share) + "%",
                8,
                List.of());
        for (int row = 0; row < layers.size(); row++) {
            String share = Notation.share(layers.get(row).energyShare());
            chart.bar(row, "main", 0, layers.get(row).energyShare(), share);
            chart.value(row, share);
        }
        return chart.finish();
    }

    private static List<String> names(List<LayerRow> layers) {
        return layers.stream().map(LayerRow::name).toList();
    }
}
