package org.layco.campaign;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs tasks somewhere: {@link LocalEngine} on threads of this process, others on a cluster. Results do not depend on the engine;
 * every one runs a task by {@link TaskRunner#run}.
 */
public interface Engine extends AutoCloseable {
    /** The name it is chosen by, and where it runs, for the record. */
    String description();

    /**
     * Runs every task of a batch; returns when no task runs any more.
     *
     * @param outcomes gets exactly one outcome of every task that was run, in any order, from one thread at a time
     * @param stopping true once no further task may start; those that run are finished
     */
    void run(Batch batch, Consumer<Outcome> outcomes, BooleanSupplier stopping);

    /** Tasks that it runs at the same time. */
    int parallelism();

    @Override
    void close();
}
