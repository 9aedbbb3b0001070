package org.layco.study;

import org.layco.mapping.Plan;

/**
 * What a run ends with.
 *
 * @param record everything it found
 * @param plan the plan itself, to be evaluated again
 */
public record Finished(RunRecord record, Plan plan) {}
