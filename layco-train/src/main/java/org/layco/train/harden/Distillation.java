package org.layco.train.harden;

/**
 * How much a network in training follows the class scores of a teacher, which computes in floating point on perfect memory,
 * instead of the labels (Hinton et al., 2015).
 *
 * @param share of the teacher in the loss, 0..1; 0: labels alone
 * @param temperature by which scores are divided before they become probabilities, at least 1
 */
public record Distillation(double share, double temperature) {
    /** What is learnt unless something else is asked for. */
    public static final double SHARE = 0.9;

    /** Temperature unless another is asked for. */
    public static final double TEMPERATURE = 2;

    /** Labels alone. */
    public static final Distillation NONE = new Distillation(0, 1);

    /** Checks the ranges. */
    public Distillation {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of the teacher (" + share + ") must be 0 to 1");
        }
        if (!(temperature >= 1 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature (" + temperature + ") must be at least 1");
        }
    }
}
