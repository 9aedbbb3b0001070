package org.layco.report.figure;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.layco.network.Operand;
import org.layco.study.RunRecord.LayerRow;
import org.layco.study.RunRecord.OperandRow;

/** Small multiples over the layers: bits, write voltage, energy. */
final class LayerFigures {
    private static final List<RowPlot.Series> OPERANDS = Stream.of(Operand.values())
            .map(operand -> new RowPlot.Series(
                    ink(operand), mark(operand), operand.key().replace('_', ' ')))
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

    /** The colour of an operand's marks. */
    static Ink ink(Operand operand) {
        return switch (operand) {
            case WEIGHT -> Ink.WEIGHT;
            case INPUT -> Ink.INPUT;
            case PARTIAL_SUM -> Ink.PARTIAL_SUM;
        };
    }

    /** Their shape. */
    static Mark mark(Operand operand) {
        return switch (operand) {
            case WEIGHT -> Mark.SQUARE;
            case INPUT -> Mark.CIRCLE;
            case PARTIAL_SUM -> Mark.TRIANGLE;
        };
    }

    static OperandRow point(LayerRow layer, Operand operand) {
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
                "On average %s bits of weights, %s of inputs and %s of partial sums, in this order from top to bottom of a row."
                        .formatted(
                                mean(layers, Operand.WEIGHT),
                                mean(layers, Operand.INPUT),
                                mean(layers, Operand.PARTIAL_SUM)),
                new Axis("bits", "bits", Scale.Linear.over(0, Math.max(8, most)), Axis.Format.PLAIN),
                OperandRow::bits,
                bits -> Notation.number(bits) + " bits");
    }

    private static Figure voltages(List<LayerRow> layers) {
        double low = points(layers).mapToDouble(OperandRow::voltageV).min().orElse(0);
        double high = points(layers).mapToDouble(OperandRow::voltageV).max().orElse(1);
        return operandChart(
                layers,
                "layer-voltages",
                "Write voltages by layer",
                "Layers are written at %s to %s; lower saves energy and wear and makes more errors."
                        .formatted(Notation.volts(low), Notation.volts(high)),
                new Axis("write voltage, V", "voltage_v", Scale.Linear.over(low, high), Axis.Format.VOLTS),
                OperandRow::voltageV,
                Notation::volts);
    }

    private static String mean(List<LayerRow> layers, Operand operand) {
        return Notation.number(layers.stream()
                .mapToInt(layer -> point(layer, operand).bits())
                .average()
                .orElse(0));
    }

    private static Stream<OperandRow> points(List<LayerRow> layers) {
        return layers.stream().flatMap(layer -> Stream.of(Operand.values()).map(operand -> point(layer, operand)));
    }

    private static Figure operandChart(
            List<LayerRow> layers,
            String id,
            String title,
            String caption,
            Axis axis,
            ToDoubleFunction<OperandRow> figure,
            DoubleFunction<String> tooltip) {
        RowChart chart = new RowChart(id, title, names(layers), axis, OPERANDS);
        for (int row = 0; row < layers.size(); row++) {
            double dodge = -DODGE;
            for (Operand operand : Operand.values()) {
                double value = figure.applyAsDouble(point(layers.get(row), operand));
                chart.mark(
                        row,
                        dodge,
                        mark(operand),
                        ink(operand),
                        operand.key().replace('_', ' '),
                        value,
                        operand.key().replace('_', ' ') + " " + tooltip.apply(value));
                dodge += DODGE;
            }
        }
        return chart.finish(caption);
    }

    private static Figure energy(List<LayerRow> layers) {
        LayerRow largest = layers.stream()
                .max(Comparator.comparingDouble(LayerRow::energyShare))
                .orElseThrow();
        RowChart chart = new RowChart(
                "layer-energy",
                "Energy by layer",
                names(layers),
                new Axis(
                        "share of energy per inference",
                        "energy_share",
                        Scale.Linear.over(0, Math.max(1e-3, largest.energyShare())),
                        Axis.Format.PERCENT),
                List.of());
        for (int row = 0; row < layers.size(); row++) {
            String share = Notation.share(layers.get(row).energyShare());
            chart.bar(row, Ink.MAIN, "energy", 0, layers.get(row).energyShare(), share);
            chart.value(row, share);
        }
        return chart.finish("Share of the plan's energy per inference spent in each layer; the largest is %s with %s."
                .formatted(largest.name(), Notation.share(largest.energyShare())));
    }

    private static List<String> names(List<LayerRow> layers) {
        return layers.stream().map(LayerRow::name).toList();
    }
}
