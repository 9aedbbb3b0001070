package org.layco.spark;

import java.io.Serializable;
import java.util.Map;

/**
 * What all tasks of a batch share; sent to an executor once.
 *
 * @param builds of the driver: only executors with the same give the same bytes
 * @param findings characterizations as JSON, by key
 * @param inputs by the path under which studies name them
 * @param prefixMemoryBytes budget of a task's cached prefixes
 */
record Luggage(String builds, Map<String, String> findings, Map<String, Packed> inputs, long prefixMemoryBytes)
        implements Serializable {
    Luggage {
        findings = Map.copyOf(findings);
        inputs = Map.copyOf(inputs);
    }

    /**
     * The files of an input; names as the driver has them, below a directory named by the content.
     *
     * @param place that the study names, from Spark's directory of files
     * @param files names under which Spark has sent them, by place
     */
    record Packed(String place, Map<String, String> files) implements Serializable {
        Packed {
            files = Map.copyOf(files);
        }
    }
}
