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

    /** A network with limited activations, whose weights are clipped to their ranges. */
    HardeningStep(Torch torch, HardeningPlan plan, TrainedNetwork start, StoredRanges ranges) {
        this.ranges = ranges;
        this.network = TrainableNetwork.of(torch, start);
        this.optimizer = new SgdOptimizer(torch, network, plan.momentum(), plan.weightDecay());
        this.gradient = new TrainingStep(torch, network);
        this.storage = new FaultyStorage(start.graph(), ranges, Seeds.derive(plan.seed(), BIT_ERRORS));
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
            StoredRanges ranges =
                    StoredRanges.of(original.graph(), accuracy.calibrated(), plan.weightBits(), plan.inputBits());
            TrainedNetwork clipped =
                    new TrainedNetwork(ActivationClipping.apply(original.graph(), ranges), original.parameters());
            return new HardeningStep(torch, plan, clipped, ranges);
        }
    }

    /**
     * Learns from a batch.
     *
     * @param number of the step: names the errors that it meets
     * @param bitErrorRate of every stored bit, 0..1
     * @return the loss in nats; empty, and nothing learnt, if it is no finite number
     */
    public OptionalDouble learn(Batches.Batch batch, long number, double bitErrorRate, double learningRate) {
        storage.prepare(number, bitErrorRate);
        float loss = gradient.gradient(batch.inputs(), batch.labels(), storage);
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
        optimizer.close();
        network.close();
    }
}
