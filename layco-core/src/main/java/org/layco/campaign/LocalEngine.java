package org.layco.campaign;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.layco.study.Resources;

/**
 * Runs tasks on threads of this process. Where there are fewer tasks than threads, each gets several. A task that runs out of
 * memory is run again when all others are done and have left it the whole heap. What runners keep for their next task outlasts a
 * batch.
 */
public final class LocalEngine implements Engine {
    private final Resources resources;
    private final StudyCache cache = new StudyCache();
    private final Deque<TaskRunner> idle = new ConcurrentLinkedDeque<>();
    private Optional<Resources> ofIdle = Optional.empty();

    /** An engine with so many threads and so much memory. */
    public LocalEngine(Resources resources) {
        this.resources = resources;
    }

    @Override
    public String description() {
        return "local, %d threads".formatted(resources.threads());
    }

    @Override
    public int parallelism() {
        return resources.threads();
    }

    @Override
    public void run(Batch batch, Consumer<Outcome> outcomes, BooleanSupplier stopping) {
        List<Task> exhausted = new ArrayList<>();
        int workers = Math.min(resources.threads(), batch.tasks().size());
        run(batch, batch.tasks(), workers, stopping, (task, outcome) -> {
            if (outcome instanceof Outcome.Failed failed && failed.exhausted() && workers > 1) {
                exhausted.add(task);
            } else {
                outcomes.accept(outcome);
            }
        });
        run(batch, exhausted, 1, stopping, (task, outcome) -> outcomes.accept(outcome));
    }

    private interface Sink {
        void accept(Task task, Outcome outcome);
    }

    private void run(Batch batch, List<Task> tasks, int workers, BooleanSupplier stopping, Sink sink) {
        if (tasks.isEmpty()) {
            return;
        }
        Resources each =
                new Resources(Math.max(1, resources.threads() / workers), resources.prefixMemoryBytes() / workers);
        if (!ofIdle.equals(Optional.of(each))) {
            closeIdle();
            ofIdle = Optional.of(each);
        }
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("layco-point-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(pool.submit(() -> {
                    TaskRunner runner = Optional.ofNullable(idle.poll()).orElseGet(() -> new TaskRunner(cache, each));
                    try {
                        while (!stopping.getAsBoolean()) {
                            int mine = next.getAndIncrement();
                            if (mine >= tasks.size()) {
                                return;
                            }
                            Outcome outcome = runner.run(tasks.get(mine), batch.findings());
                            synchronized (this) {
                                sink.accept(tasks.get(mine), outcome);
                            }
                        }
                    } catch (RuntimeException | Error failure) {
                        // The store cannot take outcomes any more: no other task may start.
                        next.set(tasks.size());
                        throw failure;
                    } finally {
                        idle.push(runner);
                    }
                }));
            }
            running.forEach(LocalEngine::await);
        }
    }

    private static void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while points were running.", interrupted);
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

    private void closeIdle() {
        idle.forEach(TaskRunner::close);
        idle.clear();
    }

    @Override
    public void close() {
        closeIdle();
        cache.clear();
    }
}
