package org.layco.io.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.layco.accuracy.Preprocessing;
import org.layco.hardware.Style;
import org.layco.io.TextFile;
import org.layco.io.yaml.YamlDocument;
import org.layco.io.yaml.YamlMapping;
import org.layco.io.yaml.YamlTree;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.search.Objective;
import org.layco.study.Study;
import org.layco.units.Dimension;
import org.layco.wear.LifetimeRequirement;

/** Reads study files ({@code study.yaml}). */
public final class StudyYaml {
    private static final int LARGEST_COUNT = 100_000_000;
    private static final double MOST_SECONDS = 1e10;
    private static final double LEAST_RATE = 1e-6;
    private static final double MOST_RATE = 1e9;

    private StudyYaml() {}

    /** The request of a study file. */
    public static StudyRequest read(Path file) {
        return YamlDocument.read(file.toString(), TextFile.read(file), yaml -> {
            if (yaml.has(GridYaml.SWEEP)) {
                yaml.problem(
                        GridYaml.SWEEP,
                        "this study is a grid of many points",
                        "Run it with 'layco sweep', or leave the block '%s' out.".formatted(GridYaml.SWEEP));
            }
            return request(yaml, file);
        });
    }

    /** The request of a study; what looks like a path starts from the directory of {@code file}. */
    static StudyRequest request(YamlMapping yaml, Path file) {
        Optional<Pixels> pixels = yaml.mappingIfPresent("preprocessing", StudyYaml::pixels);
        Optional<Guarantee> guarantee = yaml.mappingIfPresent("guarantee", StudyYaml::guarantee);
        Optional<Search> search = yaml.mappingIfPresent("search", StudyYaml::search);
        return new StudyRequest(
                nameOrPath(yaml, "model", file),
                nameOrPath(yaml, "reference", file),
                nameOrPath(yaml, "data", file),
                pixels.flatMap(Pixels::scale),
                pixels.map(Pixels::mean).orElse(List.of()),
                pixels.map(Pixels::std).orElse(List.of()),
                nameOrPath(yaml, "hardware", file),
                nameOrPath(yaml, "cell", file),
                yaml.has("style") ? Optional.of(yaml.choice("style", Style.class)) : Optional.empty(),
                guarantee.flatMap(Guarantee::maxLossPp),
                guarantee.flatMap(Guarantee::confidence),
                yaml.has("seed") ? Optional.of((long) yaml.integer("seed", 0, 999_999_999)) : Optional.empty(),
                count(yaml, "limit_images"),
                search.map(Search::bits).orElse(List.of()),
                search.flatMap(Search::weightScales),
                search.flatMap(Search::objective),
                search.flatMap(Search::partitions),
                yaml.mappingIfPresent("lifetime", StudyYaml::lifetime),
                search.map(Search::effort).orElse(SearchEffort.DEFAULT),
                changes(yaml));
    }

    private record Pixels(Optional<Preprocessing.Scale> scale, List<Double> mean, List<Double> std) {}

    private static Pixels pixels(YamlMapping yaml) {
        return new Pixels(
                yaml.has("scale") ? Optional.of(yaml.choice("scale", Preprocessing.Scale.class)) : Optional.empty(),
                yaml.has("mean") ? yaml.numbers("mean", -1e6, 1e6) : List.of(),
                yaml.has("std") ? yaml.numbers("std", -1e6, 1e6) : List.of());
    }

    private record Guarantee(Optional<Double> maxLossPp, Optional<Double> confidence) {}

    private static Guarantee guarantee(YamlMapping yaml) {
        return new Guarantee(
                yaml.has("max_loss_pp") ? Optional.of(yaml.number("max_loss_pp", 0.01, 99)) : Optional.empty(),
                yaml.has("confidence") ? Optional.of(yaml.number("confidence", 0.5, 0.999999)) : Optional.empty());
    }

    private static LifetimeRequirement lifetime(YamlMapping yaml) {
        double seconds = yaml.quantity("required", Dimension.TIME, 1, MOST_SECONDS);
        double rate = yaml.quantity("rate", Dimension.FREQUENCY, LEAST_RATE, MOST_RATE);
        return LifetimeRequirement.ofSeconds(seconds, rate);
    }

    private record Search(
            List<Integer> bits,
            Optional<Granularity> weightScales,
            Optional<Objective> objective,
            Optional<Integer> partitions,
            SearchEffort effort) {}

    private static Search search(YamlMapping yaml) {
        return new Search(
                yaml.has("bits") ? yaml.integers("bits", 2, 16) : List.of(),
                yaml.has("weight_scales")
                        ? Optional.of(yaml.choice("weight_scales", Granularity.class))
                        : Optional.empty(),
                yaml.has("objective") ? Optional.of(yaml.choice("objective", Objective.class)) : Optional.empty(),
                yaml.has("partitions") ? Optional.of(yaml.integer("partitions", 2, 64)) : Optional.empty(),
                new SearchEffort(
                        count(yaml, "tolerance_images"),
                        count(yaml, "calibration_images"),
                        yaml.has("rounds") ? Optional.of(yaml.integer("rounds", 1, 100)) : Optional.empty(),
                        yaml.has("voltage_step")
                                ? Optional.of(yaml.quantity("voltage_step", Dimension.VOLTAGE, 1e-3, 1))
                                : Optional.empty(),
                        yaml.has("solver_seconds")
                                ? Optional.of(yaml.number("solver_seconds", 0.01, 1e6))
                                : Optional.empty()));
    }

    private static CardChanges changes(YamlMapping yaml) {
        return new CardChanges(
                values(yaml, "hardware_with"),
                values(yaml, "cell_with"),
                yaml.has("error_scale") ? Optional.of(yaml.number("error_scale", 1e-6, 1e6)) : Optional.empty(),
                yaml.has("buffer_area")
                        ? Optional.of(yaml.number("buffer_area", 1, Study.MOST_BUFFER_AREA))
                        : Optional.empty());
    }

    /** New values by path, whether written as a path or as nested blocks. */
    private static SortedMap<String, String> values(YamlMapping yaml, String key) {
        SortedMap<String, String> values = new TreeMap<>();
        yaml.tree(key).ifPresent(tree -> collect(yaml, key, "", tree, values));
        return values;
    }

    private static void collect(
            YamlMapping yaml, String key, String path, YamlTree tree, SortedMap<String, String> values) {
        switch (tree) {
            case YamlTree.Block block ->
                block.keys()
                        .forEach((name, below) ->
                                collect(yaml, key, path.isEmpty() ? name : path + "." + name, below, values));
            case YamlTree.Text text when !path.isEmpty() -> values.put(path, text.value());
            case YamlTree.Text _, YamlTree.Items _ ->
                yaml.problem(
                        key,
                        "'%s' must name values of a card, each with its new value".formatted(key),
                        "Write for example '%s: {array.rows: 128}'.".formatted(key));
        }
    }

    /** A name stays a name; what looks like a path starts from the study file's directory. */
    private static Optional<String> nameOrPath(YamlMapping yaml, String key, Path file) {
        if (!yaml.has(key)) {
            return Optional.empty();
        }
        String text = yaml.text(key);
        boolean path = text.contains("/") || text.contains(".");
        return Optional.of(path ? file.resolveSibling(text).toString() : text);
    }

    private static Optional<Integer> count(YamlMapping yaml, String key) {
        return yaml.has(key) ? Optional.of(yaml.integer(key, 1, LARGEST_COUNT)) : Optional.empty();
    }
}
