package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.LayerSetting;
import org.layco.inference.MvmExecutor;
import org.layco.inference.Scenario;
import org.layco.inference.State;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
import org.layco.mapping.Liveness;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;

/**
 * Measures probes by resuming cached walks: the clean baseline's state before a step is kept for every batch, and a probe
 * runs only from the step it acts on. One step's states are kept at a time, so memory does not grow with the number of
 * layers or probes. Baseline and probes share all random numbers.
 */
public final class PrefixSensitivity implements SensitivityOracle {
    /** Stands for the baseline itself among the references. */
    private static final Probe CLEAN = new Probe.InputErrors(-1, 0, 0);

    private final Evaluator evaluator;
    private final CalibratedNetwork network;
    private final Liveness liveness;
    private final Scenario baseline;
    private final BitWidths clean;
    private final long seed;
    private final List<Evaluator.Batch> batches;
    private final int[] labels;
    private final State[] states;
    private final Map<Probe, Outcome> references = new HashMap<>();

    /**
     * Starts with the baseline's walk over all images.
     *
     * @param baseline every layer at {@code clean} bit-widths, without errors
     * @param images search images
     * @param labels their labels
     */
    public PrefixSensitivity(
            Evaluator evaluator,
            CalibratedNetwork network,
            Liveness liveness,
            Scenario baseline,
            BitWidths clean,
            long seed,
            int[] images,
            int[] labels) {
        this.evaluator = evaluator;
        this.network = network;
        this.liveness = liveness;
        this.baseline = baseline;
        this.clean = clean;
        this.seed = seed;
        List<Trial> trials = Trial.onFreshChips(images, 0);
        this.batches = evaluator.batches(trials);
        this.labels = labels.clone();
        this.states = new State[batches.size()];
        references.put(CLEAN, outcome(evaluator.scores(trials, baseline, seed)));
        evaluator.workers().run(states.length, (worker, i) -> states[i] = evaluator.begin(worker, batches.get(i)));
    }

    /** Top-1 of the clean baseline on the search images. */
    public double baselineTop1() {
        return Scores.share(Objects.requireNonNull(references.get(CLEAN)).right());
    }

    @Override
    public List<Measurement> measure(List<Probe> probes) {
        advanceTo(probes.stream().mapToInt(this::firstStep).min().orElse(0));
        List<Probe> missing = probes.stream()
                .map(this::reference)
                .distinct()
                .filter(probe -> !references.containsKey(probe))
                .toList();
        List<Outcome> outcomes =
                run(Stream.concat(missing.stream(), probes.stream()).toList());
        for (int i = 0; i < missing.size(); i++) {
            references.put(missing.get(i), outcomes.get(i));
        }
        List<Measurement> measured = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            Outcome reference = Objects.requireNonNull(references.get(reference(probes.get(i))));
            measured.add(outcomes.get(missing.size() + i).against(reference));
        }
        return measured;
    }

    /** Errors are measured against the same bit-widths without errors, bit-widths against the clean baseline. */
    private Probe reference(Probe probe) {
        return switch (probe) {
            case Probe.InputErrors at ->
                at.bits() == clean.input() ? CLEAN : new Probe.InputErrors(at.map(), at.bits(), 0);
            case Probe.PsumErrors at ->
                at.bits() == clean.weight() ? CLEAN : new Probe.PsumErrors(at.layer(), at.bits(), 0);
            case Probe.InputBits at -> CLEAN;
            case Probe.WeightBits at -> CLEAN;
            case Probe.PsumBits at -> CLEAN;
        };
    }

    private List<Outcome> run(List<Probe> probes) {
        List<Scenario> scenarios = probes.stream().map(this::scenario).toList();
        int classes = network.network().classes();
        float[][] scores = new float[probes.size()][labels.length * classes];
        evaluator.workers().run(probes.size() * states.length, (worker, item) -> {
            int probe = item / states.length;
            Evaluator.Batch batch = batches.get(item % states.length);
            State finished =
                    worker.runner().finish(states[item % states.length], prepared(worker, scenarios.get(probe), batch));
            float[] own = worker.runner().scores(finished);
            System.arraycopy(own, 0, scores[probe], batch.first() * classes, batch.count() * classes);
        });
        return Arrays.stream(scores).map(this::outcome).toList();
    }

    private Outcome outcome(float[] scores) {
        int classes = network.network().classes();
        boolean[] right = Scores.right(scores, classes, labels);
        Scores.softmax(scores, classes);
        return new Outcome(right, scores);
    }

    /** Decisions and softmax shares of all images in one scenario. */
    private record Outcome(boolean[] right, float[] shares) {
        Measurement against(Outcome reference) {
            int lost = 0;
            int discordant = 0;
            double shift = 0;
            for (int i = 0; i < right.length; i++) {
                lost += (reference.right[i] ? 1 : 0) - (right[i] ? 1 : 0);
                discordant += reference.right[i] != right[i] ? 1 : 0;
            }
            for (int i = 0; i < shares.length; i++) {
                double change = shares[i] - reference.shares[i];
                shift += change * change;
            }
            int n = right.length;
            return new Measurement(100.0 * lost / n, (double) discordant / n, shift / n, n);
        }
    }

    private void advanceTo(int step) {
        if (step < states[0].step()) {
            throw new IllegalArgumentException(
                    "A probe at step %d comes after one at step %d.".formatted(step, states[0].step()));
        }
        if (step > states[0].step()) {
            evaluator
                    .workers()
                    .run(
                            states.length,
                            (worker, i) -> states[i] = worker.runner()
                                    .advance(states[i], step, prepared(worker, baseline, batches.get(i))));
        }
    }

    private MvmExecutor prepared(Workers.Worker worker, Scenario scenario, Evaluator.Batch batch) {
        worker.quantized().prepare(scenario, seed, batch.trials());
        return worker.quantized();
    }

    /** The step whose state a probe resumes: the one that stores the map, or the layer's own. */
    private int firstStep(Probe probe) {
        return switch (probe) {
            case Probe.InputBits at -> storingStep(at.map());
            case Probe.InputErrors at -> storingStep(at.map());
            case Probe.WeightBits at -> stepOf(at.layer());
            case Probe.PsumBits at -> stepOf(at.layer());
            case Probe.PsumErrors at -> stepOf(at.layer());
        };
    }

    private int storingStep(int map) {
        return Math.max(0, liveness.maps().get(map).producedAt());
    }

    private int stepOf(int layer) {
        List<Layer> schedule = network.network().schedule();
        for (int step = 0; step < schedule.size(); step++) {
            if (schedule.get(step) instanceof MvmLayer mvm && mvm.index() == layer) {
                return step;
            }
        }
        throw new IllegalArgumentException("There is no MVM layer " + layer + ".");
    }

    private Scenario scenario(Probe probe) {
        return switch (probe) {
            case Probe.InputBits at -> withInput(at.map(), at.bits(), 0);
            case Probe.InputErrors at -> withInput(at.map(), at.bits(), at.bitErrorRate());
            case Probe.WeightBits at ->
                baseline.with(at.layer(), setting(at.layer(), at.bits(), clean.input(), clean.partialSum()));
            case Probe.PsumBits at ->
                baseline.with(at.layer(), setting(at.layer(), clean.weight(), clean.input(), at.bits()));
            case Probe.PsumErrors at ->
                baseline.with(
                        at.layer(),
                        setting(at.layer(), at.bits(), at.bits(), clean.partialSum())
                                .withErrorRates(0, 0, at.bitErrorRate()));
        };
    }

    /** Every reader of a map sees it at the same bits; its errors strike when it is stored, for all readers at once. */
    private Scenario withInput(int map, int bits, double errorRate) {
        Scenario changed = baseline;
        for (int reader : liveness.maps().get(map).readers()) {
            changed = changed.with(
                    reader,
                    setting(reader, clean.weight(), bits, clean.partialSum()).withErrorRates(0, errorRate, 0));
        }
        return changed;
    }

    private LayerSetting setting(int layer, int weightBits, int inputBits, int psumBits) {
        return network.setting(layer, new BitWidths(weightBits, inputBits, psumBits));
    }
}
