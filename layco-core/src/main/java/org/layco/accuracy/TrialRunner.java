package org.layco.accuracy;

import java.util.List;
import org.layco.inference.Trial;

/** Runs the plan; the outcome of a trial is a function of the trial alone, whatever else is in its batch. */
@FunctionalInterface
public interface TrialRunner {
    /** Whether the plan's top-1 class is the label, for each trial in the order given. May work in parallel inside. */
    boolean[] right(List<Trial> batch);
}
