package org.layco.io.yaml;

import org.layco.device.FaultParameters;
import org.layco.device.LevelGaussians;
import org.layco.device.LineWeakness;
import org.layco.device.StuckCells;
import org.layco.device.WeakCells;

/** The optional blocks of a memory cell's card that say where its faults are; {@code hardware/README.md} lists them. */
final class FaultParametersYaml {
    private static final double MAX_FACTOR = 1e6;
    private static final double MAX_LEVEL = 1e9;
    private static final double MIN_DEVIATION = 1e-12;

    private FaultParametersYaml() {}

    static FaultParameters faults(YamlMapping card) {
        return new FaultParameters(
                SourcedYaml.optional(card, "weak_bitlines", FaultParametersYaml::lines),
                SourcedYaml.optional(card, "weak_wordlines", FaultParametersYaml::lines),
                SourcedYaml.optional(card, "weak_cells", FaultParametersYaml::weakCells),
                SourcedYaml.optional(card, "stuck_cells", FaultParametersYaml::stuckCells),
                SourcedYaml.optional(card, "levels", FaultParametersYaml::levels));
    }

    private static LineWeakness lines(YamlMapping yaml) {
        return new LineWeakness(yaml.number("share", 0, 1), yaml.number("factor", 1, MAX_FACTOR));
    }

    private static WeakCells weakCells(YamlMapping yaml) {
        return new WeakCells(yaml.number("share", 0, 1), yaml.number("failure", 0, 1));
    }

    private static StuckCells stuckCells(YamlMapping yaml) {
        return new StuckCells(
                yaml.number("share", 0, 1),
                yaml.number("low_resistance_share", 0, 1, StuckCells.DEFAULT_LOW_RESISTANCE_SHARE));
    }

    private static LevelGaussians levels(YamlMapping yaml) {
        return new LevelGaussians(yaml.mappings(
                "values",
                level -> new LevelGaussians.Level(
                        level.number("mean", -MAX_LEVEL, MAX_LEVEL), level.number("sd", MIN_DEVIATION, MAX_LEVEL))));
    }
}
