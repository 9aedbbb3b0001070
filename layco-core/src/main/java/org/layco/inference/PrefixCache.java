package org.layco.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The clean walk of many batches, halted before one step, from which any number of runs resume. It holds as many batches'
 * states as fit into a budget and walks the others anew from the network's input whenever they are needed, so that the
 * budget decides about time alone. One step's states are held at a time: memory does not grow with steps or runs.
 */
public final class PrefixCache {
    private final Evaluator evaluator;
    private final List<Evaluator.Batch> batches;
    private final Scenario clean;
    private final long seed;
    private final long budgetBytes;
    private final PassMeter meter;
    private int step;
    /** States of the first batches, as many as fit. */
    private State[] held = {};

    /**
     * One way to finish the walk.
     *
     * @param scenario from the halted step on
     * @param trial the trial that takes the place of a batch's
     */
    public record Run(Scenario scenario, UnaryOperator<Trial> trial) {}

    /** Receives class scores; called by several threads at once, for each run and batch once. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes the scores of one batch in one run.
         *
         * @param run index among the runs
         * @param scores at least {@code batch.count()} rows of the network's classes; not to be modified
         */
        void take(int run, Evaluator.Batch batch, float[] scores);
    }

    /** A batch and the runs that one worker finishes it in. */
    private record Task(int batch, int firstRun, int endRun) {}

    /**
     * A walk before step 0.
     *
     * @param clean scenario of the common prefix
     * @param budgetBytes what the states held may occupy together, at least 0
     */
    public PrefixCache(
            Evaluator evaluator,
            List<Evaluator.Batch> batches,
            Scenario clean,
            long seed,
            long budgetBytes,
            PassMeter meter) {
        if (budgetBytes < 0) {
            throw new IllegalArgumentException("A budget of %d bytes is negative.".formatted(budgetBytes));
        }
        this.evaluator = evaluator;
        this.batches = List.copyOf(batches);
        this.clean = clean;
        this.seed = seed;
        this.budgetBytes = budgetBytes;
        this.meter = meter;
        halt(0);
    }

    /** The step before which the walk is halted. */
    public int step() {
        return step;
    }

    /** Bytes that the states held occupy, at most the budget. */
    public long bytes() {
        return Arrays.stream(held).mapToLong(State::bytes).sum();
    }

    /** Walks on to before a step; throws if the walk is beyond it. */
    public void advanceTo(int toStep) {
        if (toStep < step) {
            throw new IllegalArgumentException(
                    "The walk is at step %d and cannot go back to %d. Ask in the schedule's order."
                            .formatted(step, toStep));
        }
        if (toStep > step) {
            halt(toStep);
        }
    }

    /** Finishes the walk of the batches from {@code fromBatch} up to, but without, {@code toBatch} in every run. */
    public void finish(int fromBatch, int toBatch, List<Run> runs, Sink sink) {
        if (runs.isEmpty()) {
            return;
        }
        List<Task> tasks = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            for (int batch = fromBatch; batch < Math.min(toBatch, held.length); batch++) {
                tasks.add(new Task(batch, run, run + 1));
            }
        }
        for (int batch = Math.max(fromBatch, held.length); batch < toBatch; batch++) {
            tasks.add(new Task(batch, 0, runs.size()));
        }
        evaluator.workers().run(tasks.size(), (worker, item) -> finish(worker, tasks.get(item), runs, sink));
    }

    private void finish(Workers.Worker worker, Task task, List<Run> runs, Sink sink) {
        Evaluator.Batch batch = batches.get(task.batch);
        State from = at(worker, task.batch, step);
        for (int i = task.firstRun; i < task.endRun; i++) {
            Run run = runs.get(i);
            worker.quantized()
                    .prepare(
                            run.scenario(),
                            seed,
                            batch.trials().stream().map(run.trial()).toList());
            State finished = worker.runner().finish(from, worker.quantized());
            meter.run(batch.count(), step);
            sink.take(i, batch, worker.runner().scores(finished));
        }
    }

    /** All batches but the last have states of one size: the first one's says how many fit. */
    private void halt(int toStep) {
        State[] first = new State[1];
        evaluator.workers().run(1, (worker, item) -> first[0] = at(worker, 0, toStep));
        int fitting = (int) Math.min(batches.size(), budgetBytes / Math.max(1, first[0].bytes()));
        int known = Math.min(held.length, fitting);
        State[] next = Arrays.copyOf(held, fitting);
        held = Arrays.copyOf(held, known);
        if (fitting > 0) {
            next[0] = first[0];
            evaluator.workers().run(fitting - 1, (worker, item) -> {
                next[item + 1] = at(worker, item + 1, toStep);
                if (item + 1 < known) {
                    held[item + 1] = next[item + 1];
                }
            });
        }
        held = next;
        step = toStep;
    }

    private State at(Workers.Worker worker, int batch, int toStep) {
        State from = batch < held.length ? held[batch] : evaluator.begin(worker, batches.get(batch));
        if (from.step() == toStep) {
            return from;
        }
        worker.quantized().prepare(clean, seed, batches.get(batch).trials());
        State halted = worker.runner().advance(from, toStep, worker.quantized());
        meter.prefix(batches.get(batch).count(), from.step(), toStep);
        return halted;
    }
}
