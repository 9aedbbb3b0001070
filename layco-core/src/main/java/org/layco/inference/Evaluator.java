package org.layco.inference;

import java.util.ArrayList;
import java.util.List;
import org.layco.network.Network;

/** Class scores of many images, in floating point or in a scenario, batch by batch over the workers. */
public final class Evaluator {
    /** Images of a batch: enough to amortise a segment's call, few enough to stay in the cache. */
    private static final int BATCH = 16;

    private final Workers workers;
    private final Network network;
    private final ImageSource source;

    public Evaluator(Workers workers, Network network, ImageSource source) {
        this.workers = workers;
        this.network = network;
        this.source = source;
    }

    /** Scores in floating point: {@code images.length} times the network's classes. */
    public float[] floatScores(int[] images) {
        return scores(Trial.onFreshChips(images, 0), (worker, batch) -> worker.floats());
    }

    /** Scores in a scenario: as many rows as trials, of the network's classes each. */
    public float[] scores(List<Trial> trials, Scenario scenario, long seed) {
        return scores(trials, (worker, batch) -> {
            worker.quantized().prepare(scenario, seed, batch.trials());
            return worker.quantized();
        });
    }

    /** Ranges of every feature map, seen over the images in order. */
    public CalibrationRun.Result calibrate(int[] images, int samples) {
        CalibrationRun.Result[] result = new CalibrationRun.Result[1];
        workers.run(1, (worker, item) -> {
            CalibrationRun run = new CalibrationRun(worker.floats(), samples);
            for (Batch batch : batches(Trial.onFreshChips(images, 0))) {
                worker.runner().finish(begin(worker, batch), run);
            }
            result[0] = run.result();
        });
        return result[0];
    }

    /** The workers. */
    public Workers workers() {
        return workers;
    }

    /**
     * Some trials to run together.
     *
     * @param first place of the first among the trials asked for
     * @param count trials asked for; the rest repeats the last to fill a batch of fixed size
     * @param trials to run
     */
    public record Batch(int first, int count, List<Trial> trials) {
        public Batch {
            trials = List.copyOf(trials);
        }
    }

    /** Cuts trials into batches of the size at which this network runs. */
    public List<Batch> batches(List<Trial> trials) {
        int size = network.batch() == 0 ? BATCH : network.batch();
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < trials.size(); first += size) {
            int count = Math.min(size, trials.size() - first);
            List<Trial> members = new ArrayList<>(trials.subList(first, first + count));
            while (members.size() < network.batch()) {
                members.add(members.getLast());
            }
            batches.add(new Batch(first, count, members));
        }
        return batches;
    }

    /** A walk of a batch before its first step. */
    public State begin(Workers.Worker worker, Batch batch) {
        int elements = network.inputElements();
        int n = batch.trials().size();
        float[] pixels = new float[Math.multiplyExact(n, elements)];
        for (int i = 0; i < n; i++) {
            source.fill(batch.trials().get(i).image(), pixels, i * elements);
        }
        return worker.runner().begin(pixels, n);
    }

    private interface Executors {
        MvmExecutor of(Workers.Worker worker, Batch batch);
    }

    private float[] scores(List<Trial> trials, Executors executors) {
        int classes = network.classes();
        float[] scores = new float[Math.multiplyExact(trials.size(), classes)];
        List<Batch> batches = batches(trials);
        workers.run(batches.size(), (worker, item) -> {
            Batch batch = batches.get(item);
            State finished = worker.runner().finish(begin(worker, batch), executors.of(worker, batch));
            System.arraycopy(
                    worker.runner().scores(finished), 0, scores, batch.first() * classes, batch.count() * classes);
        });
        return scores;
    }
}
