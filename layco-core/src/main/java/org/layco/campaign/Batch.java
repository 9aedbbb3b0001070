package org.layco.campaign;

import java.util.List;
import java.util.Map;

/**
 * Tasks that do not depend on each other, with all that they read.
 *
 * @param tasks in the order in which they should start
 * @param findings characterizations as JSON, by key
 * @param files that the tasks' studies name: files, or directories with data
 */
public record Batch(List<Task> tasks, Map<String, String> findings, List<String> files) {
    public Batch {
        tasks = List.copyOf(tasks);
        findings = Map.copyOf(findings);
        files = List.copyOf(files);
    }
}
