package org.layco.spark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Batch;
import org.layco.campaign.Engine;
import org.layco.campaign.Outcome;
import org.layco.campaign.Task;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.Builds;
import org.layco.study.Resources;

/**
 * Runs tasks on the executors of a Spark cluster. Every task is a job of its own, and there are as many at once as executors have
 * cores: so each outcome is here as soon as it is known and counts once however often Spark had to try, no task starts any more when
 * the sweep stops, and a task that takes its executors down fails alone. A task that runs out of memory is run again when all others
 * are done.
 */
final class SparkEngine implements Engine {
    private final Cluster cluster;
    private final Dispatch dispatch;
    private final Resources resources;
    private final Builds builds;

    private SparkEngine(Cluster cluster, Resources resources, Builds builds) {
        this.cluster = cluster;
        this.dispatch = new Dispatch(cluster.context());
        this.resources = resources;
        this.builds = builds;
    }

    /**
     * Connects to a cluster, all of whose executors must have the builds of the driver.
     *
     * @param resources of which the prefix memory is what every executor may use
     * @throws InvalidInputException if there is no executor, or one differs
     */
    static SparkEngine start(Master master, Resources resources, Builds builds) {
        Cluster cluster = Cluster.connect(master);
        SparkEngine engine = new SparkEngine(cluster, resources, builds);
        try {
            cluster.rollCall().forEach(engine::admit);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void admit(Badge executor) {
        if (!executor.builds().equals(builds.text())) {
            throw new InvalidInputException(Diagnostic.of(
                    "--master",
                    "%s would not give the results of this process: it has %s; here it is %s"
                            .formatted(executor.executor(), executor.builds(), builds.text()),
                    "Give the cluster machines of one kind, and start the sweep on such a machine."));
        }
    }

    @Override
    public String description() {
        return "spark %s".formatted(cluster.master().url());
    }

    @Override
    public int parallelism() {
        return cluster.cores();
    }

    @Override
    public void run(Batch batch, Consumer<Outcome> outcomes, BooleanSupplier stopping) {
        int each = Math.ceilDiv(Math.max(1, cluster.cores()), Math.max(1, cluster.executors()));
        Broadcast<Luggage> luggage = cluster.context()
                .broadcast(new Luggage(
                        builds.text(),
                        batch.findings(),
                        dispatch.send(batch.inputs()),
                        resources.prefixMemoryBytes() / each));
        List<Task> exhausted = new ArrayList<>();
        run(batch.tasks(), new Errand(luggage, false), cluster::cores, stopping, (task, outcome) -> {
            if (outcome instanceof Outcome.Failed failed && failed.exhausted()) {
                exhausted.add(task);
            } else {
                outcomes.accept(outcome);
            }
        });
        run(exhausted, new Errand(luggage, true), () -> 1, stopping, (task, outcome) -> outcomes.accept(outcome));
        luggage.destroy();
    }

    private interface Sink {
        void accept(Task task, Outcome outcome);
    }

    private record Answer(Task task, Reply reply) {}

    private void run(List<Task> tasks, Errand errand, IntSupplier atOnce, BooleanSupplier stopping, Sink sink) {
        Iterator<Task> next = tasks.iterator();
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        int running = 0;
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                @Nullable Answer answer = null;
                while (true) {
                    while (next.hasNext() && running < atOnce.getAsInt() && !stopping.getAsBoolean()) {
                        Task task = next.next();
                        waiting.execute(() -> answers.add(new Answer(task, ask(task, errand))));
                        running++;
                    }
                    if (answer != null) {
                        // Written while the next task runs already.
                        sink.accept(answer.task(), outcome(answer));
                    }
                    if (running == 0 && (!next.hasNext() || stopping.getAsBoolean())) {
                        return;
                    }
                    answer = answers.poll();
                    if (answer == null) {
                        cluster.check();
                        answer = answers.poll(1, TimeUnit.SECONDS);
                    }
                    running -= answer == null ? 0 : 1;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while points were running.", e);
            } finally {
                if (running > 0) {
                    cluster.context().cancelAllJobs();
                }
            }
        }
    }

    /** The reply of whatever executor Spark asks, again where one is lost, until Spark gives up. */
    private Reply ask(Task task, Errand errand) {
        try {
            return cluster.context()
                    .parallelize(List.of(task), 1)
                    .map(errand)
                    .collect()
                    .getFirst();
        } catch (Exception e) {
            // Spark's own exceptions are checked ones that its signatures do not state.
            return new Reply.Lost(Cluster.firstLine(e));
        }
    }

    private Outcome outcome(Answer answer) {
        return switch (answer.reply()) {
            case Reply.Ran ran -> ran.outcome();
            case Reply.Refused refused -> {
                admit(refused.executor());
                throw new IllegalStateException("%s has refused a task.".formatted(refused.executor()));
            }
            case Reply.Lost lost -> {
                cluster.check();
                yield failed(answer.task(), lost);
            }
        };
    }

    private static Outcome failed(Task task, Reply.Lost lost) {
        return new Outcome.Failed(
                task.key(),
                Diagnostic.of(
                                "point",
                                "no executor has brought it to an end (%s)".formatted(lost.reason()),
                                "If executors end for want of memory, give them more, as -Dspark.executor.memory=4g in"
                                        + " LAYCO_JAVA_OPTS; then run the sweep again.")
                        .render(),
                true,
                new Outcome.Execution(
                        "driver", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(), 0));
    }

    @Override
    public void close() {
        cluster.close();
        dispatch.close();
        if (cluster.master().isLocal()) {
            Site.here().forget();
        }
    }
}
