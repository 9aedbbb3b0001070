package org.layco.train.harden;

import org.layco.train.graph.TrainedNetwork;

/**
 * The result of a training.
 *
 * @param network of the highest robust accuracy on search images
 * @param epoch after which it was there; 0: before the training
 * @param before accuracy of the original on search images at the plan's bits
 * @param after accuracy of the result
 */
public record Hardened(TrainedNetwork network, int epoch, double before, double after) {}
