package org.layco.campaign.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.layco.campaign.Grid;
import org.layco.campaign.Point;
import org.layco.io.yaml.YamlTree;

/**
 * What a grid varies that nobody chooses when designing hardware: the network, its images, what is assumed of the cells, seeds. Points are
 * compared only under the same circumstances, so that each has a front of its own.
 */
final class Circumstances {
    /** Paths in a study; the ready query {@code front} of a store names the same. */
    private static final List<String> PATHS = List.of("model", "data", "limit_images", "seed", "error_scale");

    private Circumstances() {}

    /** Points of a grid by their circumstances, in order. */
    static Map<SortedMap<String, String>, List<Point>> of(Grid grid) {
        Map<SortedMap<String, String>, List<Point>> cases = new LinkedHashMap<>();
        for (Point point : grid.points()) {
            SortedMap<String, String> here = new TreeMap<>();
            grid.varied().stream()
                    .filter(PATHS::contains)
                    .forEach(path -> value(point, path).ifPresent(value -> here.put(path, value)));
            cases.computeIfAbsent(here, _ -> new ArrayList<>()).add(point);
        }
        return cases;
    }

    /** What a grid varies that can be chosen. */
    static List<String> choices(Grid grid) {
        return grid.varied().stream().filter(path -> !PATHS.contains(path)).toList();
    }

    /** The value that a point has at a path. */
    static Optional<String> value(Point point, String path) {
        return point.shown().at(path).map(YamlTree::shown);
    }
}
