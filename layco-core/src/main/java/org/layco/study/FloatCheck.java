package org.layco.study;

import java.util.Arrays;
import org.layco.accuracy.ImageInput;
import org.layco.inference.Evaluator;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.Workers;
import org.layco.search.Scores;

/** Whether network, data and preprocessing belong together: the float network must beat chance. */
public final class FloatCheck {
    /** Top-1 below this many times chance means that something does not fit. */
    public static final double CHANCE_FACTOR = 2;

    private FloatCheck() {}

    /** Top-1 of the float network on the search images, 0..1. */
    public static double top1(Study study, int threads) {
        int[] images = study.split().search();
        int[] labels =
                Arrays.stream(images).map(image -> study.data().labels()[image]).toArray();
        ImageInput input = new ImageInput(
                study.data(), study.preprocessing(), study.network().inputShape());
        try (Workers workers = new Workers(OnnxRuntime.start(), study.network(), threads)) {
            float[] scores = new Evaluator(workers, study.network(), input::fill).floatScores(images);
            return Scores.share(Scores.right(scores, study.network().classes(), labels));
        }
    }
}
