package org.layco.io.yaml;

import java.util.List;
import java.util.Optional;
import org.layco.hardware.Component;
import org.layco.hardware.Component.Copies;
import org.layco.hardware.Converter;
import org.layco.hardware.Level;
import org.layco.hardware.Technology;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.units.Dimension;

/**
 * Components and converters of an accelerator's card. The energy of an action is stated as such, or as the {@code power} of
 * one copy that acts at {@code rate}; copies are counted {@code per_array} or per any level of the card.
 */
final class ComponentYaml {
    private static final double MAX_JOULES = 1e-3;
    private static final double MAX_WATTS = 1e3;
    private static final double MAX_HERTZ = 1e15;
    private static final double MAX_SQUARE_METRES = 1e-2;
    private static final double MAX_COPIES = 1e9;

    private enum Type {
        ADC,
        SAR,
        DOUBLING
    }

    /** The node and supply that figures hold for unless they state others. */
    private final Technology technology;

    private final List<Level> levels;

    ComponentYaml(Technology technology, List<Level> levels) {
        this.technology = technology;
        this.levels = List.copyOf(levels);
    }

    Sourced<Component> component(YamlMapping yaml, String key) {
        return SourcedYaml.block(yaml, key, this::component);
    }

    Knowable<Sourced<Component>> knowable(YamlMapping yaml, String key) {
        return SourcedYaml.knowable(yaml, key, this::component);
    }

    Component component(YamlMapping yaml) {
        Optional<Double> hertz = yaml.has("rate")
                ? Optional.of(yaml.quantity("rate", Dimension.FREQUENCY, 1, MAX_HERTZ))
                : Optional.empty();
        return component(yaml, hertz);
    }

    Converter converter(YamlMapping yaml) {
        double hertz = yaml.quantity("rate", Dimension.FREQUENCY, 1e5, 5e9);
        return switch (yaml.choice("type", Type.class)) {
            case ADC -> new Converter.Adc(hertz, copies(yaml), technology.supplyVolts());
            case SAR -> new Converter.Sar(component(yaml, Optional.of(hertz)), yaml.integer("bits", 1, 10), hertz);
            case DOUBLING ->
                new Converter.Doubling(component(yaml, Optional.of(hertz)), yaml.integer("bits", 1, 16), hertz);
        };
    }

    private Component component(YamlMapping yaml, Optional<Double> hertz) {
        return new Component(
                joules(yaml, hertz),
                yaml.quantity("area", Dimension.AREA, 0, MAX_SQUARE_METRES, 0),
                yaml.has("leakage")
                        ? Knowable.known(yaml.quantity("leakage", Dimension.POWER, 0, 1))
                        : Knowable.unavailable("the source gives no leakage"),
                copies(yaml),
                hertz,
                new Technology(
                        yaml.quantity("node", Dimension.LENGTH, 7e-9, 180e-9, technology.nodeMetres()),
                        yaml.quantity("supply", Dimension.VOLTAGE, 0.4, 1.5, technology.supplyVolts())));
    }

    private static double joules(YamlMapping yaml, Optional<Double> hertz) {
        if (!yaml.has("power")) {
            return yaml.quantity("energy", Dimension.ENERGY, 0, MAX_JOULES);
        }
        if (hertz.isEmpty() || yaml.has("energy")) {
            yaml.problem(
                    "power",
                    "power stands with a rate and without an energy",
                    "Write 'power' and 'rate', or 'energy'.");
        }
        return yaml.quantity("power", Dimension.POWER, 0, MAX_WATTS) / hertz.orElse(1.0);
    }

    private Copies copies(YamlMapping yaml) {
        for (Level level : levels) {
            String key = "per_" + level.name();
            if (yaml.has(key)) {
                return new Copies(yaml.number(key, 0, MAX_COPIES) / level.arrays(), level.name());
            }
        }
        return new Copies(yaml.number("per_array", 0, MAX_COPIES, 0), Level.ARRAY);
    }
}
