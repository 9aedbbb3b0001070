package org.layco.search;

/** Class scores, {@code n x classes} row-major, turned into decisions and shares. */
public final class Scores {
    private Scores() {}

    /** Whether the highest score (the first of equals) is that of the label. */
    public static boolean[] right(float[] scores, int classes, int[] labels) {
        boolean[] right = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (scores[i * classes + c] > scores[i * classes + best]) {
                    best = c;
                }
            }
            right[i] = best == labels[i];
        }
        return right;
    }

    /** Score of the label less the best other score, by image. */
    public static float[] margins(float[] scores, int classes, int[] labels) {
        float[] margins = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            float other = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                if (c != labels[i]) {
                    other = Math.max(other, scores[i * classes + c]);
                }
            }
            margins[i] = scores[i * classes + labels[i]] - other;
        }
        return margins;
    }

    /** Replaces each row by its softmax. */
    public static void softmax(float[] scores, int classes) {
        for (int row = 0; row < scores.length; row += classes) {
            float highest = Float.NEGATIVE_INFINITY;
            for (int c = row; c < row + classes; c++) {
                highest = Math.max(highest, scores[c]);
            }
            double sum = 0;
            for (int c = row; c < row + classes; c++) {
                sum += StrictMath.exp(scores[c] - highest);
            }
            for (int c = row; c < row + classes; c++) {
                scores[c] = (float) (StrictMath.exp(scores[c] - highest) / sum);
            }
        }
    }

    /** Share of images that are right, 0..1. */
    public static double share(boolean[] right) {
        int count = 0;
        for (boolean one : right) {
            count += one ? 1 : 0;
        }
        return (double) count / right.length;
    }
}
