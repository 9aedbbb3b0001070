package org.layco.io.study;

import java.nio.file.Path;
import java.util.Optional;
import org.layco.io.yaml.YamlDocument;
import org.layco.io.yaml.YamlMapping;
import org.layco.study.UniformPoint;
import org.layco.units.Dimension;

/**
 * One point of a campaign, as a study file says it.
 *
 * @param study the study
 * @param uniform the operating point of all layers, where it is given; else a plan is searched for
 * @param certifiedTogether how many points of the campaign are certified, if this is one of them
 */
public record PointRequest(StudyRequest study, Optional<UniformPoint> uniform, Optional<Integer> certifiedTogether) {
    /** The key under which a point says among how many it is certified. */
    public static final String CERTIFIED_TOGETHER = "certified_together";

    private static final double LOWEST_VOLTS = 0.01;
    private static final double HIGHEST_VOLTS = 100;
    private static final int MOST_POINTS = 1_000_000;

    /**
     * Reads a point.
     *
     * @param place what to call it in diagnostics
     * @param text the study in YAML or JSON, paths from the working directory
     */
    public static PointRequest read(String place, String text) {
        return YamlDocument.read(
                place,
                text,
                yaml -> new PointRequest(
                        StudyYaml.request(yaml, Path.of("")),
                        yaml.mappingIfPresent("uniform", PointRequest::uniform),
                        yaml.has(CERTIFIED_TOGETHER)
                                ? Optional.of(yaml.integer(CERTIFIED_TOGETHER, 1, MOST_POINTS))
                                : Optional.empty()));
    }

    /** Bits and voltages, each given for all operands or one by one. */
    private static UniformPoint uniform(YamlMapping yaml) {
        return new UniformPoint(
                bits(yaml, "weight_bits"),
                bits(yaml, "input_bits"),
                yaml.has("psum_bits") ? Optional.of(yaml.integer("psum_bits", 1, 16)) : Optional.empty(),
                volts(yaml, "input_voltage"),
                volts(yaml, "psum_voltage"));
    }

    private static int bits(YamlMapping yaml, String key) {
        return yaml.integer(yaml.has(key) || !yaml.has("bits") ? key : "bits", 2, 16);
    }

    private static double volts(YamlMapping yaml, String key) {
        return yaml.quantity(
                yaml.has(key) || !yaml.has("voltage") ? key : "voltage",
                Dimension.VOLTAGE,
                LOWEST_VOLTS,
                HIGHEST_VOLTS);
    }
}
