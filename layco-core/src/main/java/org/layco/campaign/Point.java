package org.layco.campaign;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.layco.io.yaml.YamlTree;

/**
 * One study of a grid.
 *
 * @param number from 1, in the order of the grid
 * @param key SHA-256 of everything that its result depends on
 * @param study the study with paths as this process sees them
 * @param shown the study with the names of files only
 * @param inputs the files it reads
 */
public record Point(int number, String key, YamlTree.Block study, YamlTree.Block shown, List<Input> inputs) {
    public Point {
        inputs = List.copyOf(inputs);
    }

    /**
     * A file that a point reads.
     *
     * @param role model, data, hardware or cell
     * @param path as this process sees it
     * @param name without directories
     * @param sha256 of its content, or {@code absent}
     */
    public record Input(String role, String path, String name, String sha256) {}

    /** Every value that the study states, by its path. */
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> values = new TreeMap<>();
        collect("", shown, values);
        return Collections.unmodifiableSortedMap(values);
    }

    private static void collect(String path, YamlTree tree, SortedMap<String, String> values) {
        switch (tree) {
            case YamlTree.Block block ->
                block.keys().forEach((key, below) -> collect(path.isEmpty() ? key : path + "." + key, below, values));
            case YamlTree.Text _, YamlTree.Items _ -> values.put(path, tree.shown());
        }
    }
}
