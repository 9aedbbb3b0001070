package org.layco.inference;

import java.util.Map;

/**
 * A walk through a network's schedule, halted before a step: the values that later steps still read. Immutable, so it
 * can be cached and resumed any number of times; the values are shared between states.
 *
 * @param images n, images in the batch
 * @param step index of the step to run next
 * @param values the live values by name; the map and the arrays are not to be modified
 */
public record State(int images, int step, Map<String, Value> values) {
    /** Bytes of all live values, some of which other states may share. */
    public long bytes() {
        return values.values().stream().mapToLong(Value::bytes).sum();
    }
}
