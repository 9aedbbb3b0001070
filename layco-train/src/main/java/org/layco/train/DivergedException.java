package org.layco.train;

import java.util.Locale;

/** Training whose loss is no longer a number. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /** Names the step, counted from 0 over all epochs, and the learning rate at which it happened. */
    public DivergedException(int epoch, long step, double learningRate) {
        this(String.format(
                Locale.ROOT,
                "the training diverged in epoch %d at step %d, learning rate %.3g",
                epoch,
                step,
                learningRate));
    }

    private DivergedException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What happened. */
    public String problem() {
        return problem;
    }
}
