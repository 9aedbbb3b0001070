package org.layco.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Outcome;
import org.layco.campaign.StudyCache;
import org.layco.campaign.Task;
import org.layco.campaign.TaskRunner;
import org.layco.study.Builds;
import org.layco.study.Resources;

/**
 * An executor: keeps the runners of its threads, with the networks, data and calibrations that the next task may need too, and the
 * inputs that it was sent.
 */
final class Site {
    /** Spark makes the executor's process and calls into it: nothing of ours is there to hand this on. */
    private static final Site HERE = new Site();

    private final String builds = Builds.current().text();
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final StudyCache cache = new StudyCache(path -> places.getOrDefault(path, path));
    private final ConcurrentLinkedDeque<TaskRunner> idle = new ConcurrentLinkedDeque<>();

    private Site() {}

    /** That of this process. */
    static Site here() {
        return HERE;
    }

    /** What this executor is. */
    Badge badge() {
        SparkEnv spark = SparkEnv.get();
        return new Badge(
                "%s, executor %s"
                        .formatted(spark.blockManager().blockManagerId().host(), spark.executorId()),
                builds);
    }

    /**
     * Runs a task, unless results of this machine would differ from those of the driver's.
     *
     * @param alone whether what was kept is to leave the task its memory
     */
    Reply run(Task task, Luggage luggage, boolean alone) {
        if (!builds.equals(luggage.builds())) {
            return new Reply.Refused(badge());
        }
        unpack(luggage.inputs());
        if (alone) {
            forget();
        }
        @Nullable TaskRunner kept = idle.poll();
        TaskRunner runner = kept == null ? new TaskRunner(cache, new Resources(1, luggage.prefixMemoryBytes())) : kept;
        try {
            return new Reply.Ran(asTheDriverSeesIt(runner.run(task, luggage.findings())));
        } finally {
            idle.push(runner);
        }
    }

    /** Lets go of everything that was kept. */
    void forget() {
        for (TaskRunner runner = idle.poll(); runner != null; runner = idle.poll()) {
            runner.close();
        }
        cache.clear();
    }

    /** Gives files their places and names; Spark removes them with what it has sent. */
    private synchronized void unpack(Map<String, Luggage.Packed> inputs) {
        Path root = Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().normalize();
        inputs.forEach((path, packed) -> {
            try {
                for (Map.Entry<String, String> file : packed.files().entrySet()) {
                    Path place = root.resolve(file.getKey());
                    if (!Files.exists(place)) {
                        Files.createDirectories(place.getParent());
                        Files.createLink(place, root.resolve(file.getValue()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack the inputs that Spark has sent to " + root, e);
            }
            places.put(path, root.resolve(packed.place()).toString());
        });
    }

    private Outcome asTheDriverSeesIt(Outcome outcome) {
        Outcome.Execution execution = new Outcome.Execution(
                "%s, process %d"
                        .formatted(badge().executor(), ProcessHandle.current().pid()),
                outcome.execution().startedAt(),
                outcome.execution().seconds());
        return switch (outcome) {
            case Outcome.Finished finished -> new Outcome.Finished(finished.key(), finished.result(), execution);
            case Outcome.Failed failed -> {
                String problem = failed.problem();
                for (Map.Entry<String, String> place : places.entrySet()) {
                    problem = problem.replace(place.getValue(), place.getKey());
                }
                yield new Outcome.Failed(failed.key(), problem, failed.exhausted(), execution);
            }
        };
    }
}
