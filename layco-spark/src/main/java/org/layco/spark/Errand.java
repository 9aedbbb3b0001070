package org.layco.spark;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.layco.campaign.Task;

/**
 * Runs one task on whatever executor Spark gives it to.
 *
 * @param luggage of its batch
 * @param alone whether the task is to have the executor's memory for itself
 */
record Errand(Broadcast<Luggage> luggage, boolean alone) implements Function<Task, Reply> {
    @Override
    public Reply call(Task task) {
        return Site.here().run(task, luggage.value(), alone);
    }
}
