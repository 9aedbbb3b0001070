package org.layco.train;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.layco.train.data.Batches;
import org.layco.train.data.LabelledImages;
import org.layco.train.data.Normalisation;
import org.layco.train.data.Seeds;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.torch.SgdOptimizer;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

/**
 * Trains a network from random weights.
 *
 * <p>The result is the network after the last epoch: neither the images set aside nor any test image picks it.
 */
public final class Trainer {
    private static final int EVALUATION_BATCH = 250;

    /** Purposes for which seeds are derived. */
    private enum Purpose {
        WEIGHTS(0),
        VALIDATION_SPLIT(1),
        ORDER(2),
        AUGMENTATION(3);

        private final long key;

        Purpose(long key) {
            this.key = key;
        }
    }

    private final Torch torch;
    private final TrainingPlan plan;
    private final Consumer<EpochProgress> progress;

    /** A trainer that follows the plan and reports each epoch. */
    public Trainer(Torch torch, TrainingPlan plan, Consumer<EpochProgress> progress) {
        this.torch = torch;
        this.plan = plan;
        this.progress = progress;
    }

    /** Trains a new network on images. */
    public TrainedNetwork train(NetworkGraph graph, LabelledImages images, Normalisation normalisation) {
        if (images.count() <= plan.validationImages()) {
            throw new IllegalArgumentException(images.count() + " training images are not more than the "
                    + plan.validationImages() + " to set aside");
        }
        int[] shuffled = Seeds.permutation(images.count(), seed(Purpose.VALIDATION_SPLIT, 0, 0));
        int[] validation = Arrays.copyOf(shuffled, plan.validationImages());
        int[] training = Arrays.copyOfRange(shuffled, plan.validationImages(), shuffled.length);
        Batches batches = new Batches(images, normalisation);
        int stepsPerEpoch = Math.ceilDiv(training.length, plan.batchSize());
        CosineSchedule schedule = new CosineSchedule(
                plan.peakLearningRate(),
                Math.round(plan.warmUpEpochs() * stepsPerEpoch),
                (long) plan.epochs() * stepsPerEpoch);

        try (TrainableNetwork network = TrainableNetwork.initial(torch, graph, seed(Purpose.WEIGHTS, 0, 0));
                SgdOptimizer optimizer = new SgdOptimizer(torch, network, plan.momentum(), plan.weightDecay())) {
            TrainingStep step = new TrainingStep(torch, network);
            for (int epoch = 0; epoch < plan.epochs(); epoch++) {
                long start = System.nanoTime();
                double loss = epoch(epoch, step, optimizer, schedule, batches, training);
                double seconds = (System.nanoTime() - start) * 1e-9;
                progress.accept(new EpochProgress(
                        epoch + 1,
                        plan.epochs(),
                        loss,
                        top1(step, batches, validation),
                        training.length / seconds,
                        seconds * (plan.epochs() - epoch - 1)));
            }
            return network.snapshot();
        }
    }

    /** Share of the images that a network classifies right, 0..1. */
    public double top1(TrainedNetwork trained, LabelledImages images, Normalisation normalisation) {
        try (TrainableNetwork network = TrainableNetwork.of(torch, trained)) {
            int[] all = IntStream.range(0, images.count()).toArray();
            return top1(new TrainingStep(torch, network), new Batches(images, normalisation), all);
        }
    }

    private double epoch(
            int epoch,
            TrainingStep step,
            SgdOptimizer optimizer,
            CosineSchedule schedule,
            Batches batches,
            int[] training) {
        int[] order = Seeds.permutation(training.length, seed(Purpose.ORDER, epoch, 0));
        int steps = Math.ceilDiv(training.length, plan.batchSize());
        double sum = 0;
        for (int s = 0; s < steps; s++) {
            int to = Math.min(training.length, (s + 1) * plan.batchSize());
            int[] numbers = IntStream.range(s * plan.batchSize(), to)
                    .map(i -> training[order[i]])
                    .toArray();
            Batches.Batch batch = batches.augmented(numbers, plan.augmentation(), seed(Purpose.AUGMENTATION, epoch, s));
            float loss = step.gradient(batch.inputs(), batch.labels());
            long stepsDone = (long) epoch * steps + s;
            double learningRate = schedule.at(stepsDone);
            if (!Float.isFinite(loss)) {
                throw new DivergedException(epoch + 1, stepsDone, learningRate);
            }
            optimizer.step(learningRate);
            sum += loss;
        }
        return sum / steps;
    }

    private static double top1(TrainingStep step, Batches batches, int[] numbers) {
        int right = 0;
        for (int from = 0; from < numbers.length; from += EVALUATION_BATCH) {
            int to = Math.min(numbers.length, from + EVALUATION_BATCH);
            Batches.Batch batch = batches.plain(Arrays.copyOfRange(numbers, from, to));
            float[] logits = step.logits(batch.inputs(), batch.size());
            int classes = logits.length / batch.size();
            for (int n = 0; n < batch.size(); n++) {
                if (largest(logits, n * classes, classes) == batch.labels()[n]) {
                    right++;
                }
            }
        }
        return (double) right / numbers.length;
    }

    private static int largest(float[] logits, int offset, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (logits[offset + c] > logits[offset + best]) {
                best = c;
            }
        }
        return best;
    }

    private long seed(Purpose purpose, int epoch, int step) {
        return Seeds.derive(plan.seed(), purpose.key, epoch, step);
    }
}
