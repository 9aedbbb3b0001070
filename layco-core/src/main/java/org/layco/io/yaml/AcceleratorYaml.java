package org.layco.io.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.layco.hardware.Accelerator;
import org.layco.hardware.AdcModel;
import org.layco.hardware.Component;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.FeatureMapBuffer;
import org.layco.hardware.FeatureMapWrites;
import org.layco.hardware.InputInterface;
import org.layco.hardware.Level;
import org.layco.hardware.OutputInterface;
import org.layco.hardware.Part;
import org.layco.hardware.PartialSumStore;
import org.layco.hardware.PartialSumStore.ReadBack;
import org.layco.hardware.Style;
import org.layco.hardware.Technology;
import org.layco.hardware.WriteVoltage;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.units.Dimension;

/** The schema of an accelerator; {@code hardware/accelerators/cascade_rram_buffer} is its commented example. */
final class AcceleratorYaml {
    private static final double MAX_JOULES = 1e-3;
    private static final int MAX_LINE = 65_536;
    private static final int MAX_HELD = 1_000_000;

    private enum PartialSums {
        DIGITAL,
        INTEGRATE_AND_FIRE,
        ANALOG_LOCAL,
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

    private final Technology technology;
    private final List<Level> levels;
    private final ComponentYaml components;

    private AcceleratorYaml(Technology technology, List<Level> levels) {
        this.technology = technology;
        this.levels = levels;
        this.components = new ComponentYaml(technology, levels);
    }

    static Accelerator accelerator(YamlMapping yaml) {
        return new AcceleratorYaml(technology(yaml), levels(yaml)).read(yaml);
    }

    /** Levels state how many of the level below they hold. */
    private static List<Level> levels(YamlMapping yaml) {
        List<Level> levels = new ArrayList<>();
        yaml.mappings("levels", level -> {
            long below = levels.isEmpty() ? 1 : levels.getLast().arrays();
            return levels.add(new Level(level.text("name"), below * level.integer("holds", 1, MAX_HELD)));
        });
        return levels;
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
                components.knowable(yaml, "link"),
                components.knowable(yaml, "shift_add"),
                components.component(yaml, "activation"),
                yaml.mappings("parts", this::part),
                SourcedYaml.block(
                        yaml,
                        "wire",
                        block -> block.quantity("capacitance", Dimension.CAPACITANCE_PER_LENGTH, 0, 1e-6)),
                levels,
                yaml.choice("write_voltage", WriteVoltage.class, WriteVoltage.NOMINAL));
    }

    private Part part(YamlMapping yaml) {
        return new Part(
                yaml.text("name"),
                SourcedYaml.sourced(yaml, components::component),
                yaml.choice("charged", Part.Charged.class));
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
                yaml.quantity("cycle", Dimension.TIME, 1e-12, 1),
                yaml.has("area")
                        ? Knowable.known(yaml.quantity("area", Dimension.AREA, 0, 1e-2))
                        : Knowable.unavailable("the card gives no area of an array"));
    }

    private InputInterface input(YamlMapping yaml) {
        return new InputInterface(
                SourcedYaml.block(yaml, "converter", components::converter),
                yaml.choice("reuse", InputInterface.Reuse.class),
                yaml.has("forward") ? Optional.of(components.component(yaml, "forward")) : Optional.empty());
    }

    private OutputInterface output(YamlMapping yaml) {
        return new OutputInterface(
                SourcedYaml.block(yaml, "converter", components::converter),
                yaml.integer("max_bits", 1, AdcModel.MAX_BITS));
    }

    private PartialSumStore partialSums(YamlMapping yaml) {
        return switch (yaml.choice("type", PartialSums.class)) {
            case DIGITAL -> new PartialSumStore.Digital();
            case INTEGRATE_AND_FIRE -> new PartialSumStore.IntegrateAndFire();
            case ANALOG_LOCAL ->
                new PartialSumStore.AnalogLocal(
                        yaml.integer("arrays_per_conversion", 1, 1024), components.component(yaml, "driver"));
            case ANALOG_RRAM ->
                new PartialSumStore.AnalogRram(
                        SourcedYaml.block(yaml, "cells_per_array", block -> block.integer("value", 1, 1_000_000)),
                        yaml.integer("line_cells", 1, MAX_LINE),
                        components.component(yaml, "driver"),
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
                        components.component(yaml, "read_bit"),
                        SourcedYaml.number(yaml, "array_efficiency", 1e-3, 1),
                        SourcedYaml.optional(yaml, "writes", AcceleratorYaml::featureMapWrites)
                                .map(Sourced::value)
                                .orElse(FeatureMapWrites.PLAIN));
            case CHARGE -> charge(yaml);
        };
    }

    /** A memory with one port has one {@code access_bit}. */
    private FeatureMapBuffer charge(YamlMapping yaml) {
        double capacity = yaml.quantity("capacity", Dimension.CAPACITY, 1, 1e12);
        if (yaml.has("access_bit")) {
            Sourced<Component> access = components.component(yaml, "access_bit");
            return new FeatureMapBuffer.Charge(access, Knowable.known(access), capacity);
        }
        return new FeatureMapBuffer.Charge(
                components.component(yaml, "read_bit"), components.knowable(yaml, "write_bit"), capacity);
    }

    private static FeatureMapWrites featureMapWrites(YamlMapping yaml) {
        return new FeatureMapWrites(
                yaml.choice("comparison", FeatureMapWrites.Comparison.class, FeatureMapWrites.Comparison.NONE),
                yaml.flag("skip_zeros", false),
                yaml.integer("cell_bits", 1, 4, 1),
                yaml.has("pulses") ? OptionalInt.of(yaml.integer("pulses", 1, 1000)) : OptionalInt.empty(),
                yaml.number("endurance_factor", 1e-3, 1, 1));
    }
}
