package org.layco.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.layco.accuracy.PairedLoss;
import org.layco.accuracy.SmoothedLoss;
import org.layco.inference.Evaluator;
import org.layco.inference.Scenario;
import org.layco.inference.Trial;
import org.layco.search.Scores;

/** Runs scenarios on images and compares them, image by image, with the reference: the float network, or what it was retrained from. */
final class Verification {
    private final Evaluator evaluator;
    private final int classes;
    private final int[] labels;
    private final boolean[] floatRight;
    private final boolean[] referenceRight;
    private final float[] floatMargins;
    private final long seed;

    /**
     * A verification.
     *
     * @param labels of all images, by index in the data set
     * @param floatScores class scores of the float network, of all images
     * @param reference whether the reference is right, of all images; the float network if absent
     */
    Verification(
            Evaluator evaluator,
            int classes,
            int[] labels,
            float[] floatScores,
            Optional<boolean[]> reference,
            long seed) {
        this.evaluator = evaluator;
        this.classes = classes;
        this.labels = labels;
        this.floatRight = Scores.right(floatScores, classes, labels);
        this.referenceRight = reference.orElse(floatRight);
        this.floatMargins = Scores.margins(floatScores, classes, labels);
        this.seed = seed;
    }

    /** Whether the float network is right, by index in the data set. */
    boolean[] floatRight() {
        return floatRight;
    }

    /** Whether the reference is right, by index in the data set. */
    boolean[] referenceRight() {
        return referenceRight;
    }

    /** Whether each trial's top-1 is the label. */
    boolean[] right(List<Trial> trials, Scenario scenario) {
        int[] wanted = trials.stream().mapToInt(trial -> labels[trial.image()]).toArray();
        return Scores.right(evaluator.scores(trials, scenario, seed), classes, wanted);
    }

    /** Loss over images, each on one fresh chip. */
    LossEstimate estimate(int[] images, Scenario scenario) {
        int[] wanted = Arrays.stream(images).map(image -> labels[image]).toArray();
        float[] scores = evaluator.scores(Trial.onFreshChips(images, 0), scenario, seed);
        float[] reference = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            reference[i] = floatMargins[images[i]];
        }
        return new LossEstimate(
                paired(images, Scores.right(scores, classes, wanted)),
                paired(images, of(images, floatRight)),
                SmoothedLoss.of(reference, Scores.margins(scores, classes, wanted)));
    }

    /** Paired loss of one whole chip over images. */
    PairedLoss lossOfChip(int[] images, Scenario scenario, int chip) {
        List<Trial> trials = Arrays.stream(images)
                .mapToObj(image -> Trial.onChip(image, 0, chip))
                .toList();
        return paired(images, right(trials, scenario));
    }

    /** The outcomes of some images, of those of all. */
    static boolean[] of(int[] images, boolean[] right) {
        boolean[] some = new boolean[images.length];
        for (int i = 0; i < images.length; i++) {
            some[i] = right[images[i]];
        }
        return some;
    }

    private PairedLoss paired(int[] images, boolean[] planRight) {
        double[] plan = new double[images.length];
        for (int i = 0; i < images.length; i++) {
            plan[i] = planRight[i] ? 1 : 0;
        }
        return PairedLoss.of(of(images, referenceRight), plan);
    }
}
