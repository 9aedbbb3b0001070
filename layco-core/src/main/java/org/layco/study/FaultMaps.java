package org.layco.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.layco.accuracy.MapSpread;
import org.layco.inference.Evaluator;
import org.layco.inference.PassMeter;
import org.layco.inference.PrefixCache;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.search.Scores;

/**
 * Measures accuracy on one fault map after another. Map m is chip m: its weights are faulty in the same cells for all
 * images, its other writes fail anew for every image. All scenarios and rates meet the same maps, and the failures at one
 * rate are among those at any higher one.
 *
 * <p>Only counts of right images are kept: memory does not grow with maps or images.
 */
final class FaultMaps {
    /** Maps after each of which the precision reached is looked at, and the fewest maps a rate gets. */
    static final int ROUND = 5;

    private static final int CHIP_OF_CLEAN_RUN = 0;

    private final PrefixCache prefix;
    private final List<Evaluator.Batch> batches;
    private final int[] labels;
    private final int classes;
    private final CurveRequest request;
    private final PassMeter meter;
    private final Progress progress;

    /**
     * Maps on some images.
     *
     * @param batches of those images
     * @param labels of those images
     */
    FaultMaps(
            PrefixCache prefix,
            List<Evaluator.Batch> batches,
            int[] labels,
            int classes,
            CurveRequest request,
            PassMeter meter,
            Progress progress) {
        this.prefix = prefix;
        this.batches = batches;
        this.labels = labels;
        this.classes = classes;
        this.request = request;
        this.meter = meter;
        this.progress = progress;
    }

    /** Steps of progress that {@link #measure} makes at most. */
    int steps() {
        return request.bitErrorRates().size() * request.maps() * batches.size();
    }

    /** Images that a scenario without errors gets right, walked from where the prefix is halted. */
    int right(Scenario scenario) {
        return right(List.of(run(scenario, CHIP_OF_CLEAN_RUN))).get(0);
    }

    /**
     * The spread of accuracy over maps, for each scenario.
     *
     * @param step at which the scenarios' first errors strike, not before an earlier call's
     */
    List<MapSpread> measure(int step, List<Scenario> scenarios) {
        prefix.advanceTo(step);
        List<Sample> samples = scenarios.stream().map(Sample::new).toList();
        int maps = request.maps();
        int round = request.precisionPp() > 0 ? Math.min(ROUND, maps) : maps;
        for (int first = 0; first < maps; first += round) {
            int count = Math.min(round, maps - first);
            List<Sample> open =
                    samples.stream().filter(sample -> !sample.precise).toList();
            List<PrefixCache.Run> runs = new ArrayList<>();
            for (Sample sample : open) {
                for (int map = first; map < first + count; map++) {
                    runs.add(run(sample.scenario, map));
                }
            }
            AtomicIntegerArray right = right(runs);
            for (int i = 0; i < open.size(); i++) {
                for (int j = 0; j < count; j++) {
                    open.get(i).add((double) right.get(i * count + j) / labels.length);
                }
            }
        }
        for (Sample sample : samples) {
            meter.spare((long) (maps - sample.maps) * labels.length, step);
        }
        return samples.stream().map(Sample::spread).toList();
    }

    /** The accuracies of one scenario's maps so far. */
    private final class Sample {
        final Scenario scenario;
        int maps;
        boolean precise;
        private final double[] top1 = new double[request.maps()];

        Sample(Scenario scenario) {
            this.scenario = scenario;
        }

        /** One more map; the precision is looked at after whole rounds. */
        void add(double one) {
            top1[maps++] = one;
            precise = request.precisionPp() > 0 && maps % ROUND == 0 && spread().halfWidthPp() < request.precisionPp();
        }

        MapSpread spread() {
            return MapSpread.of(Arrays.copyOf(top1, maps), AccuracyCurve.CONFIDENCE);
        }
    }

    private static PrefixCache.Run run(Scenario scenario, int map) {
        return new PrefixCache.Run(scenario, trial -> Trial.onChip(trial.image(), 0, map));
    }

    /** Images right in each run. */
    private AtomicIntegerArray right(List<PrefixCache.Run> runs) {
        AtomicIntegerArray right = new AtomicIntegerArray(runs.size());
        prefix.finish(0, batches.size(), runs, (run, batch, scores) -> {
            int[] wanted = Arrays.copyOfRange(labels, batch.first(), batch.first() + batch.count());
            for (boolean one : Scores.right(scores, classes, wanted)) {
                right.addAndGet(run, one ? 1 : 0);
            }
            progress.step();
        });
        return right;
    }
}
