package org.layco.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.InferenceCost;
import org.layco.inference.LayerSetting;
import org.layco.inference.PassMeter;
import org.layco.inference.PrefixCache;
import org.layco.inference.Resolution;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.mapping.Liveness;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;

/**
 * Measures probes by resuming the clean baseline's walk from a {@link PrefixCache}: a probe runs only from the step it acts
 * on. Baseline and probes share all random numbers.
 */
public final class PrefixSensitivity implements SensitivityOracle {
    /** Stands for the baseline itself among the references. */
    private static final Probe CLEAN = new Probe.InputErrors(-1, 0, 0);

    /** A probe is first looked at on one batch in so many. */
    private static final int FIRST_LOOK = 4;

    private final CalibratedNetwork network;
    private final Liveness liveness;
    private final Scenario baseline;
    private final BitWidths clean;
    private final List<Evaluator.Batch> batches;
    private final int[] labels;
    private final PassMeter meter;
    private final PrefixCache prefix;
    private final Map<Probe, Outcome> references = new HashMap<>();

    /**
     * Starts with the baseline's walk over all images.
     *
     * @param baseline every layer at {@code clean} bit-widths, without errors
     * @param images search images
     * @param labels their labels
     * @param memoryBytes budget of the cached prefixes; measurements do not depend on it
     */
    public PrefixSensitivity(
            Evaluator evaluator,
            CalibratedNetwork network,
            Liveness liveness,
            Scenario baseline,
            BitWidths clean,
            long seed,
            int[] images,
            int[] labels,
            long memoryBytes) {
        this.network = network;
        this.liveness = liveness;
        this.baseline = baseline;
        this.clean = clean;
        this.batches = evaluator.batches(Trial.onFreshChips(images, 0));
        this.labels = labels.clone();
        this.meter = new PassMeter(network.network(), images.length);
        this.prefix = new PrefixCache(evaluator, batches, baseline, seed, memoryBytes, meter);
        float[][] scores = newScores(1);
        run(List.of(baseline), scores, 0, batches.size());
        references.put(CLEAN, outcome(scores[0], labels.length));
    }

    /** Top-1 of the clean baseline on the search images. */
    public double baselineTop1() {
        return Scores.share(Objects.requireNonNull(references.get(CLEAN)).right());
    }

    /** What all measurements so far have cost, the baseline's own run included. */
    public InferenceCost cost() {
        return meter.cost();
    }

    @Override
    public List<Measurement> measure(List<Probe> probes) {
        prefix.advanceTo(firstStep(probes));
        runReferences(probes);
        float[][] scores = newScores(probes.size());
        run(probes.stream().map(this::scenario).toList(), scores, 0, batches.size());
        List<Measurement> measured = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            measured.add(measurement(probes.get(i), scores[i], labels.length));
        }
        return measured;
    }

    @Override
    public List<Measurement> locate(List<Probe> probes, List<Band> bands) {
        prefix.advanceTo(firstStep(probes));
        runReferences(probes);
        int look = Math.ceilDiv(batches.size(), FIRST_LOOK);
        int seen = batches.get(look - 1).first() + batches.get(look - 1).count();
        float[][] scores = newScores(probes.size());
        run(probes.stream().map(this::scenario).toList(), scores, 0, look);
        List<Measurement> measured = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            measured.add(measurement(probes.get(i), scores[i], seen));
            if (bands.get(i).clearlyExcludes(measured.get(i))) {
                meter.spare(labels.length - seen, prefix.step());
            } else {
                open.add(i);
            }
        }
        float[][] rest = open.stream().map(i -> scores[i]).toArray(float[][]::new);
        run(open.stream().map(i -> scenario(probes.get(i))).toList(), rest, look, batches.size());
        for (int i : open) {
            measured.set(i, measurement(probes.get(i), scores[i], labels.length));
        }
        return measured;
    }

    private int firstStep(List<Probe> probes) {
        return probes.stream().mapToInt(this::firstStep).min().orElse(0);
    }

    private void runReferences(List<Probe> probes) {
        List<Probe> missing = probes.stream()
                .map(this::reference)
                .distinct()
                .filter(probe -> !references.containsKey(probe))
                .toList();
        float[][] scores = newScores(missing.size());
        run(missing.stream().map(this::scenario).toList(), scores, 0, batches.size());
        for (int i = 0; i < missing.size(); i++) {
            references.put(missing.get(i), outcome(scores[i], labels.length));
        }
    }

    private Measurement measurement(Probe probe, float[] scores, int images) {
        return outcome(scores, images).against(Objects.requireNonNull(references.get(reference(probe))));
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

    private float[][] newScores(int runs) {
        return new float[runs][labels.length * network.network().classes()];
    }

    private void run(List<Scenario> scenarios, float[][] scores, int fromBatch, int toBatch) {
        int classes = network.network().classes();
        List<PrefixCache.Run> runs = scenarios.stream()
                .map(scenario -> new PrefixCache.Run(scenario, UnaryOperator.identity()))
                .toList();
        prefix.finish(
                fromBatch,
                toBatch,
                runs,
                (run, batch, own) ->
                        System.arraycopy(own, 0, scores[run], batch.first() * classes, batch.count() * classes));
    }

    /** Outcome on the first images. */
    private Outcome outcome(float[] scores, int images) {
        int classes = network.network().classes();
        float[] own = Arrays.copyOf(scores, images * classes);
        boolean[] right = Scores.right(own, classes, Arrays.copyOf(labels, images));
        Scores.softmax(own, classes);
        return new Outcome(right, own);
    }

    /** Decisions and softmax shares of the first images in one scenario; the reference has at least as many. */
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
                baseline.with(
                        at.layer(), setting(at.layer(), clean.weight(), clean.input(), new Resolution.Bits(at.bits())));
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

    private LayerSetting setting(int layer, int weightBits, int inputBits, Resolution partialSum) {
        return network.setting(layer, new BitWidths(weightBits, inputBits, partialSum));
    }
}
