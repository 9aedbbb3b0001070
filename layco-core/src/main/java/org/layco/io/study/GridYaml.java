package org.layco.io.study;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.layco.io.InvalidInputException;
import org.layco.io.TextFile;
import org.layco.io.yaml.YamlDocument;
import org.layco.io.yaml.YamlMapping;
import org.layco.io.yaml.YamlTree;

/** Reads the grid of a study file: its block {@code sweep} names the values that are varied, everything else is the same in all points. */
public final class GridYaml {
    /** The block that makes a study a grid. */
    static final String SWEEP = "sweep";

    /** A range has at most so many values. */
    private static final int MOST_VALUES = 100_000;

    /** A grid has at most so many points. */
    private static final long MOST_POINTS = 1_000_000;

    private static final Pattern NUMBER = Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(\\D*)");
    /** The keys of a study that name a file, or something that comes with the program. */
    public static final List<String> PATHS = List.of("model", "reference", "data", "hardware", "cell");

    private GridYaml() {}

    /**
     * What a study file says.
     *
     * @param base all that is not varied
     * @param grids what is varied, one grid after the other; no axes in one without a {@code sweep} block
     * @param certified numbers of the points to certify, from 1; every point if it holds 0
     */
    public record Grids(YamlTree.Block base, List<List<Axis>> grids, List<Integer> certified) {
        public Grids {
            grids = grids.stream().map(List::copyOf).toList();
            certified = List.copyOf(certified);
        }
    }

    /**
     * One thing that is varied.
     *
     * @param path of the key in the study, such as {@code search.bits}
     * @param values that it takes
     */
    public record Axis(String path, List<YamlTree> values) {
        public Axis {
            values = List.copyOf(values);
        }
    }

    /**
     * Reads a study file; what looks like a path starts from its directory.
     *
     * @throws InvalidInputException with everything that is wrong with its grid; points are looked at one by one later
     */
    public static Grids read(Path file) {
        return YamlDocument.read(file.toString(), TextFile.read(file), root -> {
            YamlTree.Block whole = root.whole();
            Optional<Sweep> sweep = root.mappingIfPresent(SWEEP, GridYaml::sweep);
            Grids grids = new Grids(
                    fromDirectory(whole.without(SWEEP), file),
                    sweep.map(Sweep::grids).orElse(List.of(List.of())).stream()
                            .map(grid -> grid.stream()
                                    .map(axis -> fromDirectory(axis, file))
                                    .toList())
                            .toList(),
                    sweep.map(Sweep::certified).orElse(List.of()));
            if (size(grids) > MOST_POINTS) {
                root.problem(
                        SWEEP,
                        "the grid has %d points, more than %d".formatted(size(grids), MOST_POINTS),
                        "Vary less, or split the study.");
            }
            return grids;
        });
    }

    /** Whether a study file has a block {@code sweep}; false if it cannot be read, which reading it as a study reports. */
    public static boolean isGrid(Path file) {
        try {
            return YamlDocument.read(file.toString(), TextFile.read(file), YamlMapping::whole)
                    .keys()
                    .containsKey(SWEEP);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** How many points there are. */
    public static long size(Grids grids) {
        long points = 0;
        for (List<Axis> grid : grids.grids()) {
            double size = 1;
            for (Axis axis : grid) {
                size *= axis.values().size();
            }
            points += (long) Math.min(size, Integer.MAX_VALUE);
        }
        return points;
    }

    private record Sweep(List<List<Axis>> grids, List<Integer> certified) {}

    private static Sweep sweep(YamlMapping yaml) {
        List<List<Axis>> grids = new ArrayList<>();
        if (yaml.has("vary")) {
            grids.add(yaml.mapping("vary", GridYaml::axes));
        }
        grids.addAll(yaml.mappings("grids", GridYaml::axes));
        if (grids.isEmpty()) {
            yaml.problem(
                    "vary",
                    "nothing is varied",
                    "Add 'vary:' with a list of values for each key, or 'grids:' with several such blocks.");
        }
        return new Sweep(grids, certified(yaml));
    }

    private static List<Integer> certified(YamlMapping yaml) {
        Optional<YamlTree> points = yaml.tree("certify");
        if (points.isEmpty() || points.get().equals(new YamlTree.Text("none"))) {
            return List.of();
        }
        if (points.get().equals(new YamlTree.Text("all"))) {
            return List.of(0);
        }
        return yaml.integers("certify", 1, MOST_VALUES);
    }

    private static List<Axis> axes(YamlMapping yaml) {
        List<Axis> axes = new ArrayList<>();
        for (String path : yaml.keys()) {
            List<YamlTree> values = values(yaml, path);
            if (values.isEmpty()) {
                yaml.problem(path, "'%s' has no values".formatted(path), "Write a list such as [a, b], or a range.");
            }
            axes.add(new Axis(path, values));
        }
        return axes;
    }

    private static List<YamlTree> values(YamlMapping yaml, String path) {
        return switch (yaml.tree(path).orElseThrow()) {
            case YamlTree.Items list -> list.items();
            case YamlTree.Text one -> List.of(one);
            case YamlTree.Block range -> {
                try {
                    yield range(range);
                } catch (IllegalArgumentException e) {
                    yaml.problem(
                            path,
                            "the range of '%s' is wrong: %s".formatted(path, e.getMessage()),
                            "Write {from: 1.50 V, to: 1.66 V, step: 0.02 V} or {from: 64, to: 512, factor: 2}.");
                    yield List.of(new YamlTree.Text("?"));
                }
            }
        };
    }

    private record Written(BigDecimal value, String unit) {
        static Written of(YamlTree.Block range, String key) {
            String text = range.keys().get(key) instanceof YamlTree.Text one ? one.value() : "";
            Matcher number = NUMBER.matcher(text.strip());
            if (!number.matches()) {
                throw new IllegalArgumentException("'%s' is no number".formatted(key));
            }
            return new Written(new BigDecimal(number.group(1)), number.group(2).strip());
        }
    }

    /** Exact steps in decimal: 1.50 V, 1.52 V ... and no 1.5199999 V. */
    private static List<YamlTree> range(YamlTree.Block range) {
        Written from = Written.of(range, "from");
        Written to = Written.of(range, "to");
        boolean geometric = range.keys().containsKey("factor");
        Written step = Written.of(range, geometric ? "factor" : "step");
        if (range.keys().size() != 3) {
            throw new IllegalArgumentException("it needs 'from', 'to' and one of 'step' and 'factor'");
        }
        if (!from.unit().equals(to.unit()) || (!geometric && !step.unit().equals(from.unit()))) {
            throw new IllegalArgumentException("its numbers have different units");
        }
        boolean growing = !geometric
                || (step.value().compareTo(BigDecimal.ONE) > 0 && from.value().signum() > 0);
        if (step.value().signum() <= 0 || !growing) {
            throw new IllegalArgumentException("it never ends");
        }
        List<YamlTree> values = new ArrayList<>();
        for (BigDecimal value = from.value();
                value.compareTo(to.value()) <= 0;
                value = geometric ? value.multiply(step.value()) : value.add(step.value())) {
            if (values.size() == MOST_VALUES) {
                throw new IllegalArgumentException("it has more than %d values".formatted(MOST_VALUES));
            }
            values.add(new YamlTree.Text((value.toPlainString() + " " + from.unit()).strip()));
        }
        return values;
    }

    private static YamlTree.Block fromDirectory(YamlTree.Block study, Path file) {
        Map<String, YamlTree> keys = new LinkedHashMap<>();
        study.keys().forEach((key, value) -> keys.put(key, PATHS.contains(key) ? fromDirectory(value, file) : value));
        return new YamlTree.Block(keys);
    }

    private static Axis fromDirectory(Axis axis, Path file) {
        return PATHS.contains(axis.path())
                ? new Axis(
                        axis.path(),
                        axis.values().stream()
                                .map(value -> fromDirectory(value, file))
                                .toList())
                : axis;
    }

    /** As for studies: a name stays a name. */
    private static YamlTree fromDirectory(YamlTree value, Path file) {
        return value instanceof YamlTree.Text(String text) && (text.contains("/") || text.contains("."))
                ? new YamlTree.Text(
                        file.toAbsolutePath().resolveSibling(text).normalize().toString())
                : value;
    }
}
