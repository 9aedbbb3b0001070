package org.layco.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while points run: no further one starts, those in flight are finished and written, then the process ends. Java ends as
 * soon as its shutdown hooks have, so the hook waits for the work.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    /** Listens from now on. */
    Interruption(PrintWriter err) {
        hook = new Thread(
                () -> {
                    requested = true;
                    if (ended.getCount() > 0) {
                        err.println("\ninterrupted: finishing the points in flight");
                        err.flush();
                    }
                    await();
                },
                "layco-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process is to end. */
    boolean requested() {
        return requested;
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: the hook has nothing to wait for any more.
            }
        }
    }
}
