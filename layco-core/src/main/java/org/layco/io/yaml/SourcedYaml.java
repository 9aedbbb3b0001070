package org.layco.io.yaml;

import java.util.Optional;
import java.util.function.Function;
import org.layco.device.Fitted;
import org.layco.source.Kind;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.units.Dimension;

/** Blocks that carry {@code source} and {@code kind} beside their numbers, or {@code unavailable} and why. */
final class SourcedYaml {
    private SourcedYaml() {}

    /** A block of numbers with their source. */
    static <T> Sourced<T> block(YamlMapping yaml, String key, Function<YamlMapping, ? extends T> schema) {
        return yaml.mapping(key, block -> sourced(block, schema));
    }

    /** A block of numbers with their source, if the key is there. */
    static <T> Optional<Sourced<T>> optional(YamlMapping yaml, String key, Function<YamlMapping, ? extends T> schema) {
        return yaml.mappingIfPresent(key, block -> sourced(block, schema));
    }

    /** A block of numbers with their source, or {@code {unavailable: reason}}. */
    static <T> Knowable<Sourced<T>> knowable(YamlMapping yaml, String key, Function<YamlMapping, ? extends T> schema) {
        return yaml.mapping(
                key,
                block -> block.has("unavailable")
                        ? Knowable.<Sourced<T>>unavailable(block.text("unavailable"))
                        : Knowable.known(SourcedYaml.<T>sourced(block, schema)));
    }

    /** As {@link #knowable}, or fitted to the measured points that the block names: the fit's quality joins its source. */
    static <T> Knowable<Sourced<T>> knowable(
            YamlMapping yaml,
            String key,
            Function<YamlMapping, ? extends T> stated,
            Function<YamlMapping, Fitted<T>> fitted) {
        return yaml.mapping(
                key,
                block -> block.has("unavailable")
                        ? Knowable.<Sourced<T>>unavailable(block.text("unavailable"))
                        : Knowable.known(
                                block.has("points") ? fitted(block, fitted) : SourcedYaml.<T>sourced(block, stated)));
    }

    private static <T> Sourced<T> fitted(YamlMapping block, Function<YamlMapping, Fitted<T>> schema) {
        Fitted<T> fit = schema.apply(block);
        if (block.choice("kind", Kind.class) != Kind.FITTED) {
            block.problem("kind", "numbers fitted to points are of another kind", "Write 'kind: fitted'.");
        }
        return new Sourced<>(fit.law(), block.text("source") + "; " + fit.quality(), Kind.FITTED);
    }

    /** {@code value}, a quantity in SI units in [low, high], with its source. */
    static Sourced<Double> quantity(YamlMapping yaml, String key, Dimension dimension, double low, double high) {
        return block(yaml, key, block -> block.quantity("value", dimension, low, high));
    }

    /** {@code value}, a pure number in [low, high], with its source. */
    static Sourced<Double> number(YamlMapping yaml, String key, double low, double high) {
        return block(yaml, key, block -> block.number("value", low, high));
    }

    /** Numbers with their source in a block that has been opened. */
    static <T> Sourced<T> sourced(YamlMapping block, Function<YamlMapping, ? extends T> schema) {
        return new Sourced<>(schema.apply(block), block.text("source"), block.choice("kind", Kind.class));
    }
}
