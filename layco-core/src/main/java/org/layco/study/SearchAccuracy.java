package org.layco.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layco.accuracy.ImageInput;
import org.layco.device.BitErrorModel;
import org.layco.fault.PlaneRates;
import org.layco.inference.BitWidths;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.LayerSetting;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.OperandErrors;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.inference.Workers;
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
    public double quantized(List<LayerTarget> layers) {
        return share(clean(layers), 0);
    }

    /**
     * Mean share of the search images that the network gets right under bit errors, 0..1.
     *
     * @param layers bits and bit error rates, layer by layer
     * @param chips over which the mean is taken, numbered from 0; each keeps its faulty weights for all images
     */
    public double underErrors(List<LayerTarget> layers, int chips) {
        Scenario scenario = clean(layers);
        for (int i = 0; i < layers.size(); i++) {
            LayerTarget layer = layers.get(i);
            scenario = scenario.with(
                    i,
                    scenario.layers()
                            .get(i)
                            .withWeights(failing(layer.weightBitErrorRate()))
                            .withInputs(failing(layer.inputBitErrorRate())));
        }
        double sum = 0;
        for (int chip = 0; chip < chips; chip++) {
            sum += share(scenario, chip);
        }
        return sum / chips;
    }

    private Scenario clean(List<LayerTarget> layers) {
        List<LayerSetting> settings = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            settings.add(network.setting(
                    i, BitWidths.ideal(layers.get(i).weightBits(), layers.get(i).inputBits())));
        }
        // A rate of bit errors, not of failed writes: every failure flips its bit.
        return new Scenario(settings, Memories.crossbars(study), Memories.buffer(study, new BitErrorModel.Uniform()));
    }

    private static OperandErrors failing(double bitErrorRate) {
        return OperandErrors.of(StoredCode.OFFSET_BINARY, new PlaneRates(bitErrorRate, 0, 0));
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
