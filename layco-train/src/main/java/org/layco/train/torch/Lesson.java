package org.layco.train.torch;

/**
 * What a teacher says of a batch.
 *
 * @param logits B rows of class scores
 * @param share of the teacher in the loss, 0..1; the rest is the labels'
 * @param temperature by which scores are divided before they become probabilities
 */
public record Lesson(float[] logits, double share, double temperature) {
    /** Nothing is learnt but the labels. */
    public static final Lesson LABELS_ALONE = new Lesson(new float[0], 0, 1);
}
