package org.layco.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.MapSpread;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
import org.layco.network.Operand;
import org.layco.quant.StoredCode;
import org.layco.search.Scores;

/**
 * Top-1 of a study's network on its search images: quantised, and under bit errors in weights and inputs. What training and
 * other searches are steered by; certification images are never read.
 */
public final class SearchAccuracy implements AutoCloseable {
    private final Study study;
    private final Workers workers;
    private final Evaluator evaluator;
    private final CalibratedNetwork network;
    private final int[] images;
    private final int[] labels;

    /** Starts workers and calibrates the network on search images. */
    public SearchAccuracy(Study study, int threads) {
        this.study = study;
        this.workers = new Workers(OnnxRuntime.start(), study.network(), threads);
        ImageInput input = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        this.evaluator = new Evaluator(workers, study.network(), input::fill);
        this.network = new Characterizer(study, evaluator, Progress.SILENT).calibrate();
        this.images = study.split().search();
        this.labels =
                Arrays.stream(images).map(image -> study.data().labels()[image]).toArray();
    }

    /** The network with the ranges that its search images gave it. */
    public CalibratedNetwork calibrated() {
        return network;
    }

    /** Share of the search images that the network gets right at these bits without errors, 0..1. */
    public double quantized(int weightBits, int inputBits) {
        return share(scenarios(weightBits, inputBits, CurveRequest.HIGHEST_RATE).clean(), 0);
    }

    /**
     * Mean share of the search images that the network gets right under bit errors, 0..1.
     *
     * @param bitErrorRate of every bit of weights and inputs, in (0, 0.5]
     * @param chips over which the mean is taken, numbered from 0; each keeps its faulty weights for all images
     */
    public double underErrors(int weightBits, int inputBits, double bitErrorRate, int chips) {
        Scenario scenario = scenarios(weightBits, inputBits, bitErrorRate).everywhere(bitErrorRate);
        double sum = 0;
        for (int chip = 0; chip < chips; chip++) {
            sum += share(scenario, chip);
        }
        return sum / chips;
    }

    private CurveScenarios scenarios(int weightBits, int inputBits, double bitErrorRate) {
        CurveRequest request = new CurveRequest(
                weightBits,
                inputBits,
                CurveRequest.Ranges.LEAST_SQUARES,
                List.of(Operand.WEIGHT, Operand.INPUT),
                List.of(bitErrorRate),
                MapSpread.MIN_MAPS,
                StoredCode.OFFSET_BINARY,
                0,
                0,
                false,
                0,
                Optional.empty());
        return new CurveScenarios(
                study, network, request, study.design().output().maxBits());
    }

    private double share(Scenario scenario, int chip) {
        List<Trial> trials = Arrays.stream(images)
                .mapToObj(image -> Trial.onChip(image, 0, chip))
                .toList();
        float[] scores = evaluator.scores(trials, scenario, study.seed());
        return Scores.share(Scores.right(scores, study.network().classes(), labels));
    }

    @Override
    public void close() {
        workers.close();
    }
}
