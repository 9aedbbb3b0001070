package org.layco.campaign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.layco.io.study.GridYaml;
import org.layco.io.study.PointRequest;
import org.layco.io.yaml.YamlTree;
import org.layco.study.Builds;

/**
 * All points of a study: every combination of the values it varies, in the order of the file, the last axis fastest. A point that
 * several of its grids hold is there once.
 *
 * @param key SHA-256 over the keys of the points
 * @param shown what is the same in all points and what is varied, files by name
 * @param points in order
 * @param varied paths of what is varied
 */
public record Grid(String key, YamlTree.Block shown, List<Point> points, List<String> varied) {
    private static final List<String> CARDS = List.of("hardware", "cell");

    public Grid {
        points = List.copyOf(points);
        varied = List.copyOf(varied);
    }

    /**
     * The grid of a study file.
     *
     * @param builds of what will compute it
     * @param shipped hash of what comes with the program
     */
    public static Grid of(GridYaml.Grids grids, Builds builds, String shipped) {
        Map<String, YamlTree.Block> studies = new LinkedHashMap<>();
        for (List<GridYaml.Axis> axes : grids.grids()) {
            expand(grids.base(), axes, 0, studies);
        }
        Hashes hashes = new Hashes(builds, shipped);
        List<Point> points = new ArrayList<>();
        boolean all = grids.certified().contains(0);
        int certified = all ? studies.size() : Set.copyOf(grids.certified()).size();
        StringBuilder keys = new StringBuilder();
        for (YamlTree.Block study : studies.values()) {
            int number = points.size() + 1;
            YamlTree.Block complete = all || grids.certified().contains(number)
                    ? study.with(PointRequest.CERTIFIED_TOGETHER, new YamlTree.Text(String.valueOf(certified)))
                    : study;
            Point point = hashes.point(number, complete);
            points.add(point);
            keys.append(point.key()).append('\n');
        }
        Set<String> varied = new TreeSet<>();
        Map<String, YamlTree> shown = new LinkedHashMap<>();
        shown.put("base", shown(grids.base()));
        List<YamlTree> blocks = new ArrayList<>();
        for (List<GridYaml.Axis> axes : grids.grids()) {
            Map<String, YamlTree> block = new LinkedHashMap<>();
            for (GridYaml.Axis axis : axes) {
                varied.add(axis.path());
                block.put(
                        axis.path(),
                        new YamlTree.Items(axis.values().stream()
                                .map(value -> GridYaml.PATHS.contains(axis.path()) ? fileName(value) : value)
                                .toList()));
            }
            blocks.add(new YamlTree.Block(block));
        }
        shown.put("grids", new YamlTree.Items(blocks));
        return new Grid(
                Hashes.sha256(keys.toString().getBytes(StandardCharsets.UTF_8)),
                new YamlTree.Block(shown),
                points,
                List.copyOf(varied));
    }

    private static void expand(
            YamlTree.Block study, List<GridYaml.Axis> axes, int axis, Map<String, YamlTree.Block> studies) {
        if (axis == axes.size()) {
            studies.putIfAbsent(study.json(), study);
            return;
        }
        for (YamlTree value : axes.get(axis).values()) {
            expand(study.with(axes.get(axis).path(), value), axes, axis + 1, studies);
        }
    }

    /** The values that a point takes of what is varied, on one line. */
    public String label(Point point) {
        List<String> words = new ArrayList<>();
        for (String path : varied) {
            Optional<YamlTree> value = point.shown().at(path);
            value.ifPresent(there -> words.add(path + " " + there.shown()));
        }
        return String.join(", ", words);
    }

    /** A study with the names of files only. */
    static YamlTree.Block shown(YamlTree.Block study) {
        YamlTree.Block shown = study;
        for (String role : GridYaml.PATHS) {
            Optional<YamlTree> value = study.at(role);
            if (value.isPresent()) {
                shown = shown.with(role, fileName(value.get()));
            }
        }
        return shown;
    }

    private static YamlTree fileName(YamlTree value) {
        return value instanceof YamlTree.Text(String text)
                ? new YamlTree.Text(text.substring(text.lastIndexOf('/') + 1))
                : value;
    }

    /** Paths of the files that a study names, by role. */
    static Map<String, Path> files(YamlTree.Block study) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String role : GridYaml.PATHS) {
            if (study.at(role).orElse(null) instanceof YamlTree.Text(String text)) {
                Path path = Path.of(text);
                // Shipped cards go before files of the same name, files before shipped networks and data.
                if (path.isAbsolute() || (!CARDS.contains(role) && Files.exists(path))) {
                    files.put(role, path);
                }
            }
        }
        return files;
    }
}
