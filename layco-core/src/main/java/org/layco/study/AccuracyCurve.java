package org.layco.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.MapSpread;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.PassMeter;
import org.layco.inference.PrefixCache;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
import org.layco.mapping.Liveness;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.Operand;
import org.layco.search.Scores;

/**
 * Measures accuracy against bit error rate: float reference, calibration, the error-free quantised network, then fault maps
 * at every rate in the whole network and, if asked, in one operand of one layer at a time. Ranges come from search images,
 * accuracy from certification images.
 */
public final class AccuracyCurve implements AutoCloseable {
    /** Of every interval. */
    static final double CONFIDENCE = 0.95;

    private static final double NANOS = 1e9;

    private final Study study;
    private final CurveRequest request;
    private final Resources resources;
    private final Progress progress;
    private final Workers workers;
    private final Evaluator evaluator;
    private final int[] images;
    private final int[] labels;
    private final int psumBits;
    private final Map<String, Double> stageSeconds = new LinkedHashMap<>();

    /** A curve of a study's network; throws if a bit error rate is above {@link #highestBitErrorRate}. */
    public AccuracyCurve(Study study, CurveRequest request, Resources resources, Progress progress) {
        double highest = highestBitErrorRate(study);
        if (request.bitErrorRates().getLast() > highest) {
            throw new IllegalArgumentException(
                    "Bit error rate %s is above %s, where cells on crossing weak lines of '%s' always fail."
                            .formatted(
                                    request.bitErrorRates().getLast(),
                                    highest,
                                    study.cell().name()));
        }
        this.study = study;
        this.request = request;
        this.resources = resources;
        this.progress = progress;
        this.workers = new Workers(OnnxRuntime.start(), study.network(), resources.threads());
        ImageInput input = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        this.evaluator = new Evaluator(workers, study.network(), input::fill);
        int[] held = study.split().certification();
        this.images = Arrays.copyOf(held, Math.min(held.length, request.images().orElse(held.length)));
        this.labels =
                Arrays.stream(images).map(image -> study.data().labels()[image]).toArray();
        this.psumBits = study.design().output().maxBits();
    }

    /** The highest mean bit error rate, 0..0.5, that the weak lines of a study's cell leave room for. */
    public static double highestBitErrorRate(Study study) {
        return Math.min(CurveRequest.HIGHEST_RATE, 1 / study.cell().faultModel().highestFactor());
    }

    /** One operand that is struck alone: the readers of a feature map are struck together. */
    private record Place(int step, Operand operand, List<Integer> layers) {}

    /** What was measured at a place, rate by rate. */
    record PlaceSpreads(Operand operand, List<Integer> layers, List<MapSpread> byRate) {}

    /**
     * Everything measured.
     *
     * @param referenceRight images that the reference gets right
     * @param floatRight images that the float network gets right
     * @param errorFreeRight images that the quantised network gets right
     * @param network spread at each rate
     * @param places one for each operand that was struck alone
     */
    record Measured(
            int images,
            int referenceRight,
            int floatRight,
            int errorFreeRight,
            List<MapSpread> network,
            List<PlaceSpreads> places) {}

    /** Measures the curve. */
    public CurveRecord run(RunContext context) {
        long started = System.nanoTime();
        PassMeter meter = new PassMeter(study.network(), images.length);
        int floatRight = timed("float_reference_s", () -> floatRight(meter));
        Characterizer characterizer = new Characterizer(study, evaluator, progress);
        CalibratedNetwork network = timed(
                "calibration_s", () -> characterizer.calibrate(request.ranges().rule()));
        meter.run(calibrationImages(), 0);

        CurveScenarios scenarios = new CurveScenarios(study, network, request, psumBits);
        List<Evaluator.Batch> batches = evaluator.batches(Trial.onFreshChips(images, 0));
        PrefixCache prefix = new PrefixCache(
                evaluator, batches, scenarios.clean(), study.seed(), resources.prefixMemoryBytes(), meter);
        FaultMaps maps = new FaultMaps(prefix, batches, labels, study.network().classes(), request, meter, progress);
        progress.stage("no bit errors", batches.size());
        int errorFreeRight = timed("error_free_s", () -> maps.right(scenarios.clean()));
        progress.stage("bit errors, whole network", maps.steps());
        List<MapSpread> whole = timed(
                "whole_network_s",
                () -> maps.measure(
                        0,
                        request.bitErrorRates().stream()
                                .map(scenarios::everywhere)
                                .toList()));
        List<PlaceSpreads> places =
                timed("per_layer_s", () -> request.perLayer() ? perLayer(maps, scenarios) : List.of());
        progress.note(CostNote.of(meter.cost(), images.length));
        stageSeconds.put("total_s", (System.nanoTime() - started) / NANOS);
        return new CurveRecords(study, request, psumBits, context, stageSeconds)
                .build(
                        new Measured(
                                images.length,
                                referenceRight().orElse(floatRight),
                                floatRight,
                                errorFreeRight,
                                whole,
                                places),
                        calibrationImages(),
                        meter.cost());
    }

    private int floatRight(PassMeter meter) {
        progress.stage("float reference", 1);
        meter.run(images.length, 0);
        int right = 0;
        for (boolean one :
                Scores.right(evaluator.floatScores(images), study.network().classes(), labels)) {
            right += one ? 1 : 0;
        }
        return right;
    }

    private Optional<Integer> referenceRight() {
        return study.reference().map(original -> {
            boolean[] right = original.right(study, resources.threads());
            return (int) Arrays.stream(images).filter(image -> right[image]).count();
        });
    }

    private int calibrationImages() {
        return Math.min(study.split().search().length, study.search().calibrationImages());
    }

    private List<PlaceSpreads> perLayer(FaultMaps maps, CurveScenarios scenarios) {
        List<Place> places = places();
        progress.stage("bit errors, layer by layer", Math.multiplyExact(places.size(), maps.steps()));
        List<PlaceSpreads> measured = new ArrayList<>();
        for (Place place : places) {
            List<MapSpread> byRate = maps.measure(
                    place.step,
                    request.bitErrorRates().stream()
                            .map(rate -> scenarios.alone(place.operand, place.layers, rate))
                            .toList());
            measured.add(new PlaceSpreads(place.operand, place.layers, byRate));
        }
        return measured;
    }

    /** In the order of the steps at which their errors strike: a feature map's at the step that stores it. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        if (request.operands().contains(Operand.INPUT)) {
            Liveness.of(study.network())
                    .maps()
                    .forEach(map -> places.add(new Place(Math.max(0, map.producedAt()), Operand.INPUT, map.readers())));
        }
        List<Layer> schedule = study.network().schedule();
        for (int step = 0; step < schedule.size(); step++) {
            if (schedule.get(step) instanceof MvmLayer layer) {
                for (Operand operand : request.operands()) {
                    if (operand != Operand.INPUT) {
                        places.add(new Place(step, operand, List.of(layer.index())));
                    }
                }
            }
        }
        return places.stream().sorted(Comparator.comparingInt(Place::step)).toList();
    }

    private <T> T timed(String stage, Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        stageSeconds.put(stage, (System.nanoTime() - started) / NANOS);
        return result;
    }

    @Override
    public void close() {
        workers.close();
    }
}
