package org.layco.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of the threads that compute: the calling one and LayCO's workers. The compiler's and the collector's
 * threads are left out, on both sides of a contest alike; elapsed time shows them.
 */
final class CpuClock {
    private static final String WORKER = "layco-worker-";
    private static final double NANOSECONDS = 1e9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    CpuClock() {
        if (!threads.isThreadCpuTimeSupported()) {
            throw new IllegalStateException("This Java virtual machine does not measure processor time per thread.");
        }
        threads.setThreadCpuTimeEnabled(true);
    }

    /** Processor time up to now; only differences mean something, while no worker ends. */
    double seconds() {
        long sum = threads.getCurrentThreadCpuTime();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(WORKER)) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum / NANOSECONDS;
    }
}
