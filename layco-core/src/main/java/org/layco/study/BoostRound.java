package org.layco.study;

/**
 * One round of co-optimisation with training: the best plan for a network, on the search images.
 *
 * @param round 0: the network as it was given
 * @param networkSha256 of the network's file, lower-case hex
 * @param steps of training that made this network of that of the best round before it; 0 if none
 * @param robustTop1Before share of the search images right with the bits and bit errors that it was trained for, before the training,
 *     0..1; of round 0 without errors
 * @param robustTop1After the same after it
 * @param energyJ of an inference by the best plan
 * @param lossPp of that plan on the search images, percentage points
 * @param meanWeightBits mean bit-width of weights over the layers
 * @param meanInputBits mean bit-width of inputs over the layers
 * @param highestBitErrorRate of any weight or input of the plan, 0..1
 * @param acceptable whether the loss leaves the room that a certificate needs
 * @param best whether the plan is the best so far
 */
public record BoostRound(
        int round,
        String networkSha256,
        int steps,
        double robustTop1Before,
        double robustTop1After,
        double energyJ,
        double lossPp,
        double meanWeightBits,
        double meanInputBits,
        double highestBitErrorRate,
        boolean acceptable,
        boolean best) {}
