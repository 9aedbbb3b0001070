package org.layco.inference;

/**
 * Shares, 0..1, of the cells of one layer that are worn out and stay as they are whatever is written.
 *
 * @param weights of the cells that hold its weights
 * @param inputs of those that hold its input
 * @param partialSums of those that hold its partial sums
 */
public record WornShares(double weights, double inputs, double partialSums) {
    /** New cells. */
    public static final WornShares NONE = new WornShares(0, 0, 0);

    public WornShares {
        if (!(isShare(weights) && isShare(inputs) && isShare(partialSums))) {
            throw new IllegalArgumentException(
                    "Shares of worn cells (weights %s, inputs %s, partial sums %s) must be 0..1."
                            .formatted(weights, inputs, partialSums));
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
