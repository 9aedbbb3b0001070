package org.layco.campaign;

import java.util.List;
import java.util.Map;

/**
 * Tasks that do not depend on each other, with all that they read.
 *
 * @param tasks in the order in which they should start
 * @param findings characterizations as JSON, by key
 * @param inputs that the tasks' studies name: files with those beside them ({@link InputFiles}), or directories with data
 */
public record Batch(List<Task> tasks, Map<String, String> findings, List<Point.Input> inputs) {
    public Batch {
        tasks = List.copyOf(tasks);
        findings = Map.copyOf(findings);
        inputs = List.copyOf(inputs);
    }
}
