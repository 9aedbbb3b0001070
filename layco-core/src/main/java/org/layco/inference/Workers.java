package org.layco.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.layco.network.Network;

/**
 * Threads that run a network, each with sessions and scratch space of its own. Work is cut into numbered items whose
 * results do not depend on which worker runs them or when; that is what makes runs identical for any number of threads.
 */
public final class Workers implements AutoCloseable {
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService pool;

    /** What one thread owns. */
    public static final class Worker implements AutoCloseable {
        private final NetworkRunner runner;
        private final FloatExecutor floats;
        private final QuantizedExecutor quantized;

        Worker(OnnxRuntime runtime, Network network) {
            runner = new NetworkRunner(runtime, network);
            floats = new FloatExecutor(runtime);
            quantized = new QuantizedExecutor(runtime);
        }

        /** Walks the network. */
        public NetworkRunner runner() {
            return runner;
        }

        /** Layers in floating point. */
        public FloatExecutor floats() {
            return floats;
        }

        /** Layers on crossbars. */
        public QuantizedExecutor quantized() {
            return quantized;
        }

        @Override
        public void close() {
            runner.close();
            floats.close();
            quantized.close();
        }
    }

    /** One item of work. */
    @FunctionalInterface
    public interface Item {
        /** Runs item {@code index} with a worker that no one else uses meanwhile. */
        void run(Worker worker, int index);
    }

    /** Workers for a network. */
    public Workers(OnnxRuntime runtime, Network network, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads (%d) must be at least 1.".formatted(threads));
        }
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(runtime, network));
        }
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("layco-worker-", 0).daemon().factory());
    }

    /** Runs items 0..count-1 and returns when all are done; a failure ends the rest early and is thrown. */
    public void run(int count, Item item) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (Worker worker : workers) {
            running.add(pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    try {
                        item.run(worker, i);
                    } catch (RuntimeException | Error failure) {
                        next.set(count);
                        throw failure;
                    }
                }
            }));
        }
        for (Future<?> one : running) {
            await(one);
        }
    }

    private static void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while workers were running.", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        workers.forEach(Worker::close);
    }
}
