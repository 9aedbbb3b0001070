package org.layco.train.harden;

import java.util.List;
import java.util.OptionalDouble;
import org.layco.study.SearchAccuracy;
import org.layco.study.Study;
import org.layco.train.data.Batches;
import org.layco.train.data.Seeds;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.NetworkImporter;
import org.layco.train.torch.Lesson;
import org.layco.train.torch.SgdOptimizer;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

/** A network in hardening: learns from one batch after another, with everything stored in cells that fail. */
public final class HardeningStep implements AutoCloseable {
    /** Largest norm of a gradient: on an unlucky chip the loss, and with it the gradient, is many times the usual. */
    private static final double LARGEST_GRADIENT = 1;

    /** Distinguishes the seed of bit errors from those of orders and augmentation. */
    private static final long BIT_ERRORS = 2;

    private final StoredRanges ranges;
    private final TrainableNetwork network;
    private final SgdOptimizer optimizer;
    private final TrainingStep gradient;
    private final FaultyStorage storage;
    private final Distillation distillation;
    private final TrainableNetwork teacher;
    private final TrainingStep teaching;

    /**
     * A network with limited activations, whose weights are clipped to their ranges.
     *
     * @param teacher whose class scores it follows
     */
    HardeningStep(Torch torch, HardeningPlan plan, TrainedNetwork start, StoredRanges ranges, TrainedNetwork teacher) {
        this.ranges = ranges;
        this.network = TrainableNetwork.of(torch, start);
        this.optimizer = new SgdOptimizer(torch, network, plan.momentum(), plan.weightDecay());
        this.gradient = new TrainingStep(torch, network);
        this.storage = new FaultyStorage(start.graph(), ranges, plan.layers(), Seeds.derive(plan.seed(), BIT_ERRORS));
        this.distillation = plan.distillation();
        this.teacher = TrainableNetwork.of(torch, teacher);
        this.teaching = new TrainingStep(torch, this.teacher);
        limitWeights();
    }

    /**
     * The network of a study before its first step.
     *
     * @param threads of the calibration
     */
    public static HardeningStep of(Torch torch, HardeningPlan plan, Study study, int threads) {
        TrainedNetwork original = NetworkImporter.of(study.network());
        try (SearchAccuracy accuracy = new SearchAccuracy(study, threads)) {
            StoredRanges ranges = StoredRanges.of(original.graph(), accuracy.calibrated(), plan.layers());
            TrainedNetwork clipped =
                    new TrainedNetwork(ActivationClipping.apply(original.graph(), ranges), original.parameters());
            return new HardeningStep(torch, plan, clipped, ranges, original);
        }
    }

    /**
     * Learns from a batch.
     *
     * @param number of the step: names the errors that it meets
     * @param errorShare of the target's bit error rates that it meets, 0..1
     * @return the loss in nats; empty, and nothing learnt, if it is no finite number
     */
    public OptionalDouble learn(Batches.Batch batch, long number, double errorShare, double learningRate) {
        Lesson lesson = distillation.share() > 0
                ? new Lesson(
                        teaching.taught(batch.inputs(), batch.labels().length),
                        distillation.share(),
                        distillation.temperature())
                : Lesson.LABELS_ALONE;
        storage.prepare(number, errorShare);
        float loss = gradient.gradient(batch.inputs(), batch.labels(), storage, lesson);
        if (!Float.isFinite(loss)) {
            optimizer.forgetGradients();
            return OptionalDouble.empty();
        }
        optimizer.limitGradients(LARGEST_GRADIENT);
        optimizer.step(learningRate);
        limitWeights();
        return OptionalDouble.of(loss);
    }

    /** The network as it is now. */
    TrainedNetwork network() {
        return network.snapshot();
    }

    /** Whether all its numbers are finite. */
    boolean isFinite() {
        return network.isFinite();
    }

    /** The velocities of the optimiser as they are now. */
    List<float[]> velocities() {
        return optimizer.velocities();
    }

    /** Goes back to an earlier state. */
    void restore(HardeningState state) {
        network.restore(state.current());
        optimizer.restore(state.velocities());
    }

    private void limitWeights() {
        for (GraphNode layer : network.graph().mvmLayers()) {
            network.limitWeights(layer, ranges.weightBounds(layer));
        }
    }

    @Override
    public void close() {
        teacher.close();
        optimizer.close();
        network.close();
    }
}
