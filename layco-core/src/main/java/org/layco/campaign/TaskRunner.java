package org.layco.campaign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.CharacterizationFiles;
import org.layco.io.record.PointRecordFiles;
import org.layco.study.Characterization;
import org.layco.study.PointOptimizer;
import org.layco.study.PointRecord;
import org.layco.study.Resources;

/**
 * Runs tasks one after the other and keeps what the next may need: networks, data, calibrations, losses of plans. One thread at a
 * time; the cache may be shared by several runners.
 */
public final class TaskRunner implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final long MEGA = 1_000_000;

    private final StudyCache cache;
    private final PointOptimizer optimizer;

    /**
     * A runner.
     *
     * @param cache of networks and data
     * @param resources what one task may use
     */
    public TaskRunner(StudyCache cache, Resources resources) {
        this.cache = cache;
        this.optimizer = new PointOptimizer(resources);
    }

    /**
     * The outcome of a task; what is wrong with its inputs, and memory that runs out, are outcomes too.
     *
     * @param findings of the batch
     */
    public Outcome run(Task task, Map<String, String> findings) {
        String startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        long started = System.nanoTime();
        String result;
        try {
            result = result(task, findings);
        } catch (InvalidInputException wrong) {
            return new Outcome.Failed(
                    task.key(), String.valueOf(wrong.getMessage()), false, execution(startedAt, started));
        } catch (OutOfMemoryError exhausted) {
            optimizer.forget();
            cache.clear();
            return new Outcome.Failed(task.key(), outOfMemory(), true, execution(startedAt, started));
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Failed(task.key(), refused(wrong), false, execution(startedAt, started));
        } catch (RuntimeException bug) {
            return new Outcome.Failed(task.key(), bug(bug), false, execution(startedAt, started));
        }
        return new Outcome.Finished(task.key(), result, execution(startedAt, started));
    }

    private String result(Task task, Map<String, String> findings) {
        StudyCache.LoadedPoint point = cache.load(task.study());
        return switch (task.kind()) {
            case CHARACTERIZATION -> CharacterizationFiles.toJson(optimizer.characterize(point.study()));
            case POINT -> PointRecordFiles.toJson(record(point, task.finding(), findings));
        };
    }

    private PointRecord record(StudyCache.LoadedPoint point, String finding, Map<String, String> findings) {
        if (point.request().uniform().isPresent()) {
            return optimizer.evaluate(
                    point.study(),
                    point.request().uniform().get(),
                    point.request().certifiedTogether());
        }
        Characterization measured = CharacterizationFiles.fromJson(
                finding,
                Optional.ofNullable(findings.get(finding))
                        .orElseThrow(() -> new IllegalStateException(
                                "The batch lacks characterization %s. Run that task first.".formatted(finding))));
        return optimizer.search(point.study(), measured, point.request().certifiedTogether());
    }

    private static String outOfMemory() {
        return Diagnostic.of(
                        "heap",
                        "the point needs more than the %d MB that Java may use"
                                .formatted(Runtime.getRuntime().maxMemory() / MEGA),
                        "Set LAYCO_HEAP to more, such as 4g, or use fewer --threads; then run the sweep again.")
                .render();
    }

    /** What a record or a model of the core refuses: its message names the value and the remedy. */
    private static String refused(RuntimeException wrong) {
        String message = String.valueOf(wrong.getMessage());
        int stop = message.indexOf(". ");
        return Diagnostic.of(
                        "point",
                        stop < 0 ? message : message.substring(0, stop),
                        stop < 0 ? "Leave this combination out of the grid." : message.substring(stop + 2))
                .render();
    }

    /** One point's bug does not end the others. */
    private static String bug(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return Diagnostic.of(
                        "point",
                        "internal error: %s%s".formatted(bug, trace.length == 0 ? "" : " at " + trace[0]),
                        "This is a bug; please report it with the study.")
                .render();
    }

    private static Outcome.Execution execution(String startedAt, long started) {
        return new Outcome.Execution(
                "process %d, %s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                Thread.currentThread().getName()),
                startedAt,
                (System.nanoTime() - started) / NANOS);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
