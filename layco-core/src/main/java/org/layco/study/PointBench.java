package org.layco.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.accuracy.AccuracyEstimate;
import org.layco.accuracy.Certifier;
import org.layco.accuracy.ImageInput;
import org.layco.inference.CalibratedNetwork;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Scenario;
import org.layco.inference.Workers;
import org.layco.mapping.LayerPoint;
import org.layco.mapping.Plan;

/** One network on its data, ready to run, with what was measured of it so far. One thread at a time. */
final class PointBench implements AutoCloseable {
    private static final int CERTIFICATION_BATCH = 1024;

    /** Calibrations that are kept; each holds the programs of all layers at the bits seen so far. */
    private static final int MOST_CALIBRATIONS = 4;

    private final Workers workers;
    private final Evaluator evaluator;
    private final float[] floatScores;
    private final Optional<boolean[]> reference;
    private final Verification verification;
    private boolean certificationScored;
    private final Map<String, Calibration> calibrations = new LinkedHashMap<>(16, 0.75f, true);

    /** A calibrated network and the losses of plans on it. */
    private record Calibration(CalibratedNetwork network, Map<List<LayerPoint>, LossEstimate> losses) {}

    PointBench(Study study, Resources resources) {
        workers = new Workers(OnnxRuntime.start(), study.network(), resources.threads());
        ImageInput images = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        evaluator = new Evaluator(workers, study.network(), images::fill);
        floatScores = new float[study.data().images() * study.network().classes()];
        score(study, study.split().search());
        reference = study.reference().map(original -> original.right(study, resources.threads()));
        verification = verify(study);
    }

    /** Everything that a bench depends on, as a text to be compared. */
    static String inputs(Study study) {
        return String.join(
                "\n",
                study.network().sha256(),
                study.reference().map(Reference::sha256).orElse("none"),
                study.data().sha256(),
                study.preprocessing().scale().name(),
                Arrays.toString(study.preprocessing().mean()),
                Arrays.toString(study.preprocessing().std()),
                study.split().search().length + " " + study.split().certification().length,
                String.valueOf(study.seed()));
    }

    Characterizer characterizer(Study study) {
        return new Characterizer(study, evaluator, Progress.SILENT);
    }

    /** Against the reference, on the search images. */
    Verification verification() {
        return verification;
    }

    CalibratedNetwork calibrated(Study study) {
        return calibration(study).network();
    }

    private Calibration calibration(Study study) {
        String inputs = Characterization.inputs(study);
        Calibration known = calibrations.get(inputs);
        if (known != null) {
            return known;
        }
        if (calibrations.size() >= MOST_CALIBRATIONS) {
            calibrations.remove(calibrations.keySet().iterator().next());
        }
        Calibration made = new Calibration(characterizer(study).calibrate(), new HashMap<>());
        calibrations.put(inputs, made);
        return made;
    }

    /** Loss of a plan on the search images; plans of several points are often the same. */
    LossEstimate loss(Study study, Characterized characterized, Plan plan) {
        Map<List<LayerPoint>, LossEstimate> losses = calibration(study).losses();
        LossEstimate known = losses.get(plan.layers());
        if (known != null) {
            return known;
        }
        LossEstimate loss = verification.estimate(study.split().search(), characterized.withErrors(plan, study));
        losses.put(plan.layers(), loss);
        return loss;
    }

    /** Certifies one of several points, each at its share of the error probability. */
    AccuracyEstimate certify(Study study, Scenario scenario, LossEstimate loss, int points) {
        int[] images = study.split().certification();
        if (!certificationScored) {
            score(study, images);
            certificationScored = true;
        }
        Verification held = verify(study);
        return new Certifier(
                        study.guarantee().sharedBy(points), 1, CERTIFICATION_BATCH, Certifier.Stopping.AFTER_ALL_IMAGES)
                .certify(
                        images, held.referenceRight(), loss.expectedVariance(), trials -> held.right(trials, scenario));
    }

    /** Share of the search images that the float network gets right, 0..1. */
    double floatTop1(Study study) {
        boolean[] right = verification.floatRight();
        int[] search = study.split().search();
        return (double) Arrays.stream(search).filter(image -> right[image]).count() / search.length;
    }

    private Verification verify(Study study) {
        return new Verification(
                evaluator, study.network().classes(), study.data().labels(), floatScores, reference, study.seed());
    }

    /** Fills in the float network's scores of some images; those of others stay 0 and are not looked at. */
    private void score(Study study, int[] images) {
        int classes = study.network().classes();
        float[] scores = evaluator.floatScores(images);
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(scores, i * classes, floatScores, images[i] * classes, classes);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
