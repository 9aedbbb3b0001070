package org.layco.campaign;

import java.io.Serializable;

/** How a task ended. */
public sealed interface Outcome extends Serializable {
    /** Key of the task. */
    String key();

    /** What the execution cost; differs between runs. */
    Execution execution();

    /**
     * The task has its result.
     *
     * @param result a record as JSON, the same for every execution of the task
     */
    record Finished(String key, String result, Execution execution) implements Outcome {}

    /**
     * The task cannot have a result.
     *
     * @param problem diagnostics of what is wrong, rendered
     * @param exhausted whether memory ran out, which need not be this task's own doing
     */
    record Failed(String key, String problem, boolean exhausted, Execution execution) implements Outcome {}

    /**
     * Where and how long a task ran.
     *
     * @param worker machine, process, thread: what the engine knows of them
     * @param startedAt ISO 8601
     * @param seconds that it took
     */
    record Execution(String worker, String startedAt, double seconds) implements Serializable {}
}
