package org.layco.spark;

import java.io.Serializable;
import org.layco.campaign.Outcome;

/** What comes back from an executor. */
sealed interface Reply extends Serializable {
    /** The task was run. */
    record Ran(Outcome outcome) implements Reply {}

    /** The task was not run: this executor would not give the same bytes as the driver. */
    record Refused(Badge executor) implements Reply {}
}
