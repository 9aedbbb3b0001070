package org.layco.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.layco.campaign.store.CampaignStore;
import org.layco.io.InvalidInputException;
import org.layco.study.Builds;
import org.layco.study.Characterization;

/**
 * A sweep of a grid: what is not in the store yet is characterized, then run, and every outcome is written as it comes. The one
 * writer is the process that drives it, whatever the engine.
 */
public final class Campaign {
    private final Grid grid;
    private final CampaignStore store;
    private final Engine engine;
    private final SweepProgress progress;
    private final BooleanSupplier stopping;
    private int failed;

    /**
     * A sweep.
     *
     * @param stopping true once no further point may start
     */
    public Campaign(Grid grid, CampaignStore store, Engine engine, SweepProgress progress, BooleanSupplier stopping) {
        this.grid = grid;
        this.store = store;
        this.engine = engine;
        this.progress = progress;
        this.stopping = stopping;
    }

    /**
     * How a sweep ended.
     *
     * @param points of the grid
     * @param before done in earlier sweeps
     * @param done in this one
     * @param failed in this one
     */
    public record Summary(int points, int before, int done, int failed) {
        /** Points that have not been run. */
        public int left() {
            return points - before - done - failed;
        }
    }

    /** A point that is to be run. */
    private record Pending(Point point, Task task, Optional<Task> characterization) {}

    /** Runs what is not done. */
    public Summary run() {
        begin();
        List<Point> open = grid.points().stream()
                .filter(point -> !store.isDone(point.key()))
                .toList();
        int done = run(open);
        return new Summary(grid.points().size(), grid.points().size() - open.size(), done, failed);
    }

    /** Notes in the store what is run, and tells of points that were computed from other inputs. */
    public void begin() {
        int outdated = store.outdated(grid);
        if (outdated > 0) {
            progress.note(("inputs or builds have changed since %d points with these settings were computed: they are"
                            + " computed anew, and what was found before stays under its own key")
                    .formatted(outdated));
        }
        store.begin(
                grid,
                Builds.current().text(),
                engine.description(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /**
     * Runs some of the points.
     *
     * @param open points of the grid that are not done
     * @return how many have their result now
     */
    public int run(List<Point> open) {
        List<Pending> pending = prepare(open);
        Map<String, String> findings = characterize(pending);
        return points(pending, findings, grid.points().size() - open.size());
    }

    /** Reads every study, so that what is wrong with an input is known before anything is computed. */
    private List<Pending> prepare(List<Point> open) {
        List<Pending> pending = new ArrayList<>();
        StudyCache cache = new StudyCache();
        for (Point point : open) {
            if (stopping.getAsBoolean()) {
                break;
            }
            String study = point.study().json();
            try {
                StudyCache.LoadedPoint loaded = cache.load(study);
                Optional<Task> characterization = loaded.request().uniform().isPresent()
                        ? Optional.empty()
                        : Optional.of(characterization(loaded, study));
                pending.add(new Pending(
                        point,
                        new Task(
                                Task.Kind.POINT,
                                point.key(),
                                study,
                                characterization.map(Task::key).orElse("")),
                        characterization));
            } catch (InvalidInputException wrong) {
                fail(point, String.valueOf(wrong.getMessage()));
            }
        }
        return pending;
    }

    private static Task characterization(StudyCache.LoadedPoint loaded, String study) {
        String inputs = Builds.current().text() + "\n" + Characterization.inputs(loaded.study());
        String key = Hashes.sha256(inputs.getBytes(StandardCharsets.UTF_8));
        return new Task(Task.Kind.CHARACTERIZATION, key, study, "");
    }

    /** The characterizations of all points, those in the store included; what cannot be had is not there. */
    private Map<String, String> characterize(List<Pending> pending) {
        Map<String, Task> wanted = new LinkedHashMap<>();
        pending.forEach(point -> point.characterization().ifPresent(task -> wanted.putIfAbsent(task.key(), task)));
        Map<String, String> known = new HashMap<>(store.characterizations());
        known.keySet().retainAll(wanted.keySet());
        int before = known.size();
        List<Task> open = wanted.values().stream()
                .filter(task -> !known.containsKey(task.key()))
                .toList();
        if (open.isEmpty()) {
            return known;
        }
        Map<String, String> problems = new HashMap<>();
        progress.begin("characterizations", wanted.size(), before, parallelism(open));
        engine.run(
                new Batch(open, Map.of(), inputs(pending)),
                outcome -> {
                    store.recordCharacterization(outcome);
                    switch (outcome) {
                        case Outcome.Finished finished -> known.put(finished.key(), finished.result());
                        case Outcome.Failed wrong -> problems.put(wrong.key(), wrong.problem());
                    }
                    progress.done(outcome instanceof Outcome.Failed);
                },
                stopping);
        progress.end();
        for (Pending point : pending) {
            String problem = problems.get(point.task().finding());
            if (problem != null) {
                fail(point.point(), problem);
            }
        }
        return known;
    }

    private int points(List<Pending> pending, Map<String, String> findings, int before) {
        Map<String, Pending> open = new LinkedHashMap<>();
        for (Pending one : pending) {
            if (one.characterization().isEmpty()
                    || findings.containsKey(one.task().finding())) {
                open.put(one.task().key(), one);
            }
        }
        if (open.isEmpty()) {
            return 0;
        }
        List<Task> tasks = open.values().stream().map(Pending::task).toList();
        int[] done = new int[1];
        progress.begin("points", before + tasks.size(), before, parallelism(tasks));
        engine.run(
                new Batch(tasks, findings, inputs(pending)),
                outcome -> {
                    Pending one = Optional.ofNullable(open.get(outcome.key())).orElseThrow();
                    store.record(
                            one.point(), one.characterization().map(Task::key).orElse(null), outcome);
                    if (outcome instanceof Outcome.Failed wrong) {
                        failed++;
                        progress.note(failure(one.point(), wrong.problem()));
                    } else {
                        done[0]++;
                    }
                    progress.done(outcome instanceof Outcome.Failed);
                },
                stopping);
        progress.end();
        return done[0];
    }

    private void fail(Point point, String problem) {
        failed++;
        store.record(
                point,
                null,
                new Outcome.Failed(
                        point.key(),
                        problem,
                        false,
                        new Outcome.Execution(
                                "driver",
                                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                                0)));
        progress.note(failure(point, problem));
    }

    private String failure(Point point, String problem) {
        return "point %d (%s) failed: %s"
                .formatted(
                        point.number(),
                        grid.label(point),
                        problem.lines().findFirst().orElse(""));
    }

    private int parallelism(List<Task> tasks) {
        return Math.min(engine.parallelism(), tasks.size());
    }

    private static List<Point.Input> inputs(List<Pending> pending) {
        Set<Point.Input> inputs = new LinkedHashSet<>();
        pending.forEach(point -> inputs.addAll(point.point().inputs()));
        return List.copyOf(inputs);
    }
}
