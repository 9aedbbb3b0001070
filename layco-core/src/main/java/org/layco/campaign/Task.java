package org.layco.campaign;

import java.io.Serializable;

/**
 * A piece of a campaign that any process can run from this text, a batch's findings and the files that the text names. The same
 * task has the same result wherever, whenever and however often it runs.
 *
 * @param kind what is to be found
 * @param key identifies the result: SHA-256 of everything that it depends on
 * @param study the resolved point as a study in JSON, with paths as the driver sees them
 * @param finding key of the characterization that the point rests on, among the batch's findings; empty if on none
 */
public record Task(Kind kind, String key, String study, String finding) implements Serializable {
    /** What a task finds. */
    public enum Kind {
        /** What a network's operands tolerate: a {@link org.layco.study.Characterization} as JSON. */
        CHARACTERIZATION,
        /** Everything about one point: a {@link org.layco.study.PointRecord} as JSON. */
        POINT
    }
}
