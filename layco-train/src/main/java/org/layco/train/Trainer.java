package org.layco.train;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.train.data.Batches;
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
    public TrainedNetwork train(NetworkGraph graph, Dataset images, Preprocessing preprocessing) {
        if (images.images() <= plan.validationImages()) {
            throw new IllegalArgumentException(images.images() + " training images are not more than the "
                    + plan.validationImages() + " to set aside");
        }
        int[] shuffled = Seeds.permutation(images.images(), seed(Purpose.VALIDATION_SPLIT, 0, 0));
        int[] validation = Arrays.copyOf(shuffled, plan.validationImages());
        int[] training = Arrays.copyOfRange(shuffled, plan.validationImages(), shuffled.length);
        Batches batches = new Batches(images, preprocessing, graph.inputShape());
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
                        Accuracy.top1(step, batches, validation),
                        training.length / seconds,
                        seconds * (plan.epochs() - epoch - 1)));
            }
            return network.snapshot();
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

    private long seed(Purpose purpose, int epoch, int step) {
        return Seeds.derive(plan.seed(), purpose.key, epoch, step);
    }
}
