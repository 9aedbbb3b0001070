package org.layco.io.yaml;

import java.util.Optional;
import org.layco.hardware.Accelerator;
import org.layco.hardware.AdcModel;
import org.layco.hardware.Component;
import org.layco.hardware.Converter;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.InputInterface;
import org.layco.hardware.OutputInterface;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.PartialSumStore.ReadBack;
import org.layco.hardware.Style;
import org.layco.hardware.Technology;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.units.Dimension;

/** The schema of an accelerator; {@code hardware/accelerators/cascade_rram_buffer} is its commented example. */
final class AcceleratorYaml {
    private static final double MAX_JOULES = 1e-3;
    private static final double MAX_SQUARE_METRES = 1e-2;
    private static final double MAX_PER_ARRAY = 1e6;
    private static final int MAX_LINE = 65_536;

    private enum ConverterType {
        ADC,
        DOUBLING
    }

    private enum PartialSums {
        DIGITAL,
        ANALOG_RRAM
    }

    private enum Reading {
        GROUPED_SIGNIFICANCE,
        PER_SLICE
    }

    private enum FeatureMaps {
        RRAM,
        CHARGE
    }

    private record Arrays(CrossbarArray cut, Accelerator.ColumnLayout layout) {}

    /** The node and supply that figures hold for unless they state others. */
    private final Technology technology;

    private AcceleratorYaml(Technology technology) {
        this.technology = technology;
    }

    static Accelerator accelerator(YamlMapping yaml) {
        Technology technology = technology(yaml);
        return new AcceleratorYaml(technology).read(yaml);
    }

    private static Technology technology(YamlMapping yaml) {
        return new Technology(
                yaml.quantity("node", Dimension.LENGTH, 7e-9, 180e-9),
                yaml.quantity("supply", Dimension.VOLTAGE, 0.4, 1.5));
    }

    private Accelerator read(YamlMapping yaml) {
        Arrays array = yaml.mapping("array", AcceleratorYaml::arrays);
        return new Accelerator(
                yaml.text("name"),
                yaml.texts("aliases"),
                yaml.text("title"),
                yaml.text("reference"),
                yaml.has("style") ? Optional.of(yaml.choice("style", Style.class)) : Optional.empty(),
                technology,
                array.cut(),
                array.layout(),
                SourcedYaml.block(yaml, "crossbar_read", AcceleratorYaml::crossbarRead),
                yaml.mapping("input", this::input),
                yaml.mapping("partial_sums", this::partialSums),
                yaml.mapping("output", this::output),
                yaml.mapping("feature_maps", this::featureMaps),
                component(yaml, "link"),
                component(yaml, "shift_add"),
                component(yaml, "activation"),
                SourcedYaml.block(
                        yaml,
                        "wire",
                        block -> block.quantity("capacitance", Dimension.CAPACITANCE_PER_LENGTH, 0, 1e-6)));
    }

    private static Arrays arrays(YamlMapping yaml) {
        return new Arrays(
                new CrossbarArray(
                        yaml.integer("rows", 1, 4096),
                        yaml.integer("columns", 1, 4096),
                        yaml.integer("cell_bits", 1, 8),
                        yaml.integer("polarities", 1, 2),
                        yaml.integer("input_slice_bits", 1, 16)),
                yaml.choice("layout", Accelerator.ColumnLayout.class));
    }

    private static Accelerator.CrossbarRead crossbarRead(YamlMapping yaml) {
        return new Accelerator.CrossbarRead(
                yaml.quantity("energy", Dimension.ENERGY, 0, MAX_JOULES),
                yaml.quantity("cycle", Dimension.TIME, 1e-12, 1));
    }

    private InputInterface input(YamlMapping yaml) {
        return new InputInterface(
                SourcedYaml.block(yaml, "converter", this::converter),
                yaml.choice("reuse", InputInterface.Reuse.class),
                yaml.has("forward") ? Optional.of(component(yaml, "forward")) : Optional.empty());
    }

    private OutputInterface output(YamlMapping yaml) {
        return new OutputInterface(
                SourcedYaml.block(yaml, "converter", this::converter), yaml.integer("max_bits", 1, AdcModel.MAX_BITS));
    }

    private PartialSumStore partialSums(YamlMapping yaml) {
        return switch (yaml.choice("type", PartialSums.class)) {
            case DIGITAL -> new PartialSumStore.Digital();
            case ANALOG_RRAM ->
                new PartialSumStore.AnalogRram(
                        SourcedYaml.block(yaml, "cells_per_array", block -> block.integer("value", 1, 1_000_000)),
                        yaml.integer("line_cells", 1, MAX_LINE),
                        component(yaml, "driver"),
                        yaml.mapping("read_back", AcceleratorYaml::readBack));
        };
    }

    private static ReadBack readBack(YamlMapping yaml) {
        return switch (yaml.choice("type", Reading.class)) {
            case GROUPED_SIGNIFICANCE ->
                new ReadBack.GroupedSignificance(yaml.integer("columns_per_conversion", 1, 64));
            case PER_SLICE -> new ReadBack.PerSlice();
        };
    }

    private FeatureMapBuffer featureMaps(YamlMapping yaml) {
        return switch (yaml.choice("type", FeatureMaps.class)) {
            case RRAM ->
                new FeatureMapBuffer.Rram(
                        yaml.integer("rows", 1, MAX_LINE),
                        yaml.integer("columns", 1, MAX_LINE),
                        component(yaml, "read_bit"),
                        SourcedYaml.number(yaml, "array_efficiency", 1e-3, 1));
            case CHARGE -> new FeatureMapBuffer.Charge(component(yaml, "read_bit"), component(yaml, "write_bit"));
        };
    }

    private Converter converter(YamlMapping yaml) {
        double hertz = yaml.quantity("rate", Dimension.FREQUENCY, 1e5, 5e9);
        return switch (yaml.choice("type", ConverterType.class)) {
            case ADC ->
                new Converter.Adc(hertz, yaml.number("per_array", 1e-6, MAX_PER_ARRAY), technology.supplyVolts());
            case DOUBLING -> new Converter.Doubling(component(yaml), yaml.integer("bits", 1, 16), hertz);
        };
    }

    private Sourced<Component> component(YamlMapping yaml, String key) {
        return SourcedYaml.block(yaml, key, this::component);
    }

    private Component component(YamlMapping yaml) {
        return new Component(
                yaml.quantity("energy", Dimension.ENERGY, 0, MAX_JOULES),
                yaml.quantity("area", Dimension.AREA, 0, MAX_SQUARE_METRES, 0),
                yaml.has("leakage")
                        ? Knowable.known(yaml.quantity("leakage", Dimension.POWER, 0, 1))
                        : Knowable.unavailable("the source gives no leakage"),
                yaml.number("per_array", 0, MAX_PER_ARRAY, 0),
                new Technology(
                        yaml.quantity("node", Dimension.LENGTH, 7e-9, 180e-9, technology.nodeMetres()),
                        yaml.quantity("supply", Dimension.VOLTAGE, 0.4, 1.5, technology.supplyVolts())));
    }
}
