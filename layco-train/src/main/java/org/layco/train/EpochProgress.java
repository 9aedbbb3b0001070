package org.layco.train;

/**
 * State of the training at the end of an epoch.
 *
 * @param epoch epochs done, from 1
 * @param epochs epochs planned
 * @param meanLoss mean loss of the batches of the epoch, in nats
 * @param validationTop1 share of the images set aside that are classified right, 0..1
 * @param imagesPerSecond training images per second of the epoch
 * @param remainingSeconds expected time to the end
 */
public record EpochProgress(
        int epoch,
        int epochs,
        double meanLoss,
        double validationTop1,
        double imagesPerSecond,
        double remainingSeconds) {}
