package org.layco.train.harden;

import java.util.List;
import org.layco.train.graph.TrainedNetwork;

/**
 * Everything that the rest of a training depends on, after a whole number of epochs.
 *
 * @param epochs done
 * @param rollbacks how often the training diverged so far
 * @param current the network as it is
 * @param velocities of the optimiser
 * @param best the network of the highest robust accuracy so far
 * @param bestEpoch after which it was there, 0: before the training
 * @param bestTop1 its robust accuracy on search images, 0..1
 */
record HardeningState(
        int epochs,
        int rollbacks,
        TrainedNetwork current,
        List<float[]> velocities,
        TrainedNetwork best,
        int bestEpoch,
        double bestTop1) {
    /** Makes the list immutable. */
    HardeningState {
        velocities = List.copyOf(velocities);
    }

    /** The same after one more divergence. */
    HardeningState rolledBack() {
        return new HardeningState(epochs, rollbacks + 1, current, velocities, best, bestEpoch, bestTop1);
    }

    /** After one more epoch, which left this network with this robust accuracy. */
    HardeningState next(TrainedNetwork network, List<float[]> newVelocities, double top1) {
        boolean better = top1 > bestTop1;
        return new HardeningState(
                epochs + 1,
                rollbacks,
                network,
                newVelocities,
                better ? network : best,
                better ? epochs + 1 : bestEpoch,
                better ? top1 : bestTop1);
    }
}
