package org.layco.train.harden;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Preprocessing;
import org.layco.train.CosineSchedule;
import org.layco.train.DivergedException;
import org.layco.train.data.Batches;
import org.layco.train.data.Seeds;

/** The epochs of one training. Everything random is keyed by epoch and step: an epoch depends on its state alone. */
final class HardeningRun {
    /** After so many divergences, each of which halves the learning rate, the training is given up. */
    private static final int MOST_ROLLBACKS = 4;

    private static final long ORDER = 0;
    private static final long AUGMENTATION = 1;

    private final HardeningPlan plan;
    private final HardeningStep step;
    private final Batches batches;
    private final long stepsPerEpoch;
    private final long steps;
    private final CosineSchedule schedule;

    HardeningRun(HardeningPlan plan, HardeningStep step, Dataset training, Preprocessing preprocessing) {
        this.plan = plan;
        this.step = step;
        this.batches =
                new Batches(training, preprocessing, step.network().graph().inputShape());
        this.stepsPerEpoch = Math.min(plan.epochSteps(), Math.ceilDiv(batches.images(), plan.batchSize()));
        this.steps = plan.epochs() * stepsPerEpoch;
        this.schedule = new CosineSchedule(plan.peakLearningRate(), plan.warmUpSteps(steps), steps);
    }

    /** Images of an epoch. */
    int images() {
        return Math.toIntExact(Math.min(batches.images(), stepsPerEpoch * plan.batchSize()));
    }

    /** The highest bit error rate of the last step of an epoch, the first of which is 0. */
    double bitErrorRate(int epoch) {
        return plan.highestBitErrorRate() * plan.errorShare((epoch + 1) * stepsPerEpoch - 1, steps);
    }

    /**
     * Trains one epoch from a state on; the network is then what came of it.
     *
     * @return mean loss of its steps in nats; empty if that or the network is no number any more
     */
    OptionalDouble epoch(HardeningState state) {
        step.restore(state);
        int[] order = Seeds.permutation(batches.images(), Seeds.derive(plan.seed(), ORDER, state.epochs()));
        double sum = 0;
        for (int s = 0; s < stepsPerEpoch; s++) {
            long number = state.epochs() * stepsPerEpoch + s;
            int from = s * plan.batchSize();
            int[] numbers = IntStream.range(from, Math.min(order.length, from + plan.batchSize()))
                    .map(i -> order[i])
                    .toArray();
            Batches.Batch batch = batches.augmented(
                    numbers, plan.augmentation(), Seeds.derive(plan.seed(), AUGMENTATION, state.epochs(), s));
            OptionalDouble loss =
                    step.learn(batch, number, plan.errorShare(number, steps), share(state) * schedule.at(number));
            if (loss.isEmpty()) {
                return loss;
            }
            sum += loss.getAsDouble();
        }
        return step.isFinite() ? OptionalDouble.of(sum / stepsPerEpoch) : OptionalDouble.empty();
    }

    /**
     * The state from which an epoch that diverged is tried again, at half the learning rate.
     *
     * @throws DivergedException if it diverged too often
     */
    HardeningState rolledBack(HardeningState state) {
        if (state.rollbacks() == MOST_ROLLBACKS) {
            throw new DivergedException(
                    state.epochs() + 1, state.epochs() * stepsPerEpoch, share(state) * plan.peakLearningRate());
        }
        return state.rolledBack();
    }

    /** Share of the planned learning rate that divergences have left. */
    private static double share(HardeningState state) {
        return Math.scalb(1.0, -state.rollbacks());
    }
}
