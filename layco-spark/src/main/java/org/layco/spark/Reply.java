package org.layco.spark;

import java.io.Serializable;
import org.layco.campaign.Outcome;

/** What becomes of a task that was given to Spark. */
sealed interface Reply extends Serializable {
    /** The task was run. */
    record Ran(Outcome outcome) implements Reply {}

    /** The task was not run: this executor would not give the same bytes as the driver. */
    record Refused(Badge executor) implements Reply {}

    /**
     * Spark has given up: the task, or the connection, has failed.
     *
     * @param reason in Spark's words
     */
    record Lost(String reason) implements Reply {}
}
