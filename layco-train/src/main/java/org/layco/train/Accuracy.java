package org.layco.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.search.Scores;
import org.layco.train.data.Batches;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

/** The share of images that a network in floating point classifies right. */
final class Accuracy {
    private static final int BATCH = 250;

    private Accuracy() {}

    /** Share of all images, 0..1. */
    static double top1(Torch torch, TrainedNetwork trained, Dataset images, Preprocessing preprocessing) {
        try (TrainableNetwork network = TrainableNetwork.of(torch, trained)) {
            Batches batches = new Batches(images, preprocessing, trained.graph().inputShape());
            int[] all = IntStream.range(0, images.images()).toArray();
            return top1(new TrainingStep(torch, network), batches, all);
        }
    }

    /** Share of the images of these numbers, 0..1. */
    static double top1(TrainingStep step, Batches batches, int[] numbers) {
        int right = 0;
        for (int from = 0; from < numbers.length; from += BATCH) {
            int to = Math.min(numbers.length, from + BATCH);
            Batches.Batch batch = batches.plain(Arrays.copyOfRange(numbers, from, to));
            float[] scores = step.logits(batch.inputs(), batch.size());
            for (boolean one : Scores.right(scores, scores.length / batch.size(), batch.labels())) {
                right += one ? 1 : 0;
            }
        }
        return (double) right / numbers.length;
    }
}
