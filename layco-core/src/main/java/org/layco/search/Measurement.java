package org.layco.search;

/**
 * What one probe did to the search images.
 *
 * @param lossPp top-1 of the clean baseline minus that of the probe on the same images, percentage points
 * @param discordance share of images right in one and wrong in the other, 0..1
 * @param scoreShift mean squared distance between the two softmax outputs, 0..2: a smooth proxy of the loss, second order
 *     in small perturbations and first order in the rate of rare large ones
 * @param images images measured
 */
public record Measurement(double lossPp, double discordance, double scoreShift, int images) {
    /** One standard error of {@code lossPp}, percentage points. At least one discordant image is allowed for. */
    public double standardErrorPp() {
        return 100 * Math.sqrt(Math.max(discordance, 1.0 / images) / images);
    }
}
