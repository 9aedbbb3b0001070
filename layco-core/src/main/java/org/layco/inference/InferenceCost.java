package org.layco.inference;

/**
 * Inference work in passes: one pass is every MAC of the network for every one of the images measured.
 *
 * @param passes computed
 * @param passesWithoutPrefixCaching passes if every run had started at the network's input
 * @param passesWithoutEarlyStopping passes if every run that was spared had been run too
 * @param passesWithoutEither passes with neither
 */
public record InferenceCost(
        double passes,
        double passesWithoutPrefixCaching,
        double passesWithoutEarlyStopping,
        double passesWithoutEither) {}
