package org.layco.device;

/**
 * Lines of an array that differ: cells on a weak line fail more often, cells on the others correspondingly less, so that
 * the mean failure probability stays what it was (EM1 for bitlines, EM2 for wordlines: EDEN, MICRO 2019, section 3.3).
 *
 * @param share of the lines that are weak, 0..1, less than 1
 * @param factor failure probability on a weak line over the mean, at least 1; {@code share * factor} is at most 1
 */
public record LineWeakness(double share, double factor) {
    public LineWeakness {
        if (!(share >= 0 && share < 1 && factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "share (%s) must lie in [0, 1) and factor (%s) be at least 1.".formatted(share, factor));
        }
        if (share * factor > 1) {
            throw new IllegalArgumentException(
                    "share * factor (%s * %s) must be at most 1. More failures than the mean has cannot be on weak lines."
                            .formatted(share, factor));
        }
    }

    /** Failure probability on a line that is not weak over the mean, 0..1. */
    public double strongFactor() {
        return (1 - share * factor) / (1 - share);
    }
}
