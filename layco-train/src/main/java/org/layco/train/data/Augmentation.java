package org.layco.train.data;

import java.util.random.RandomGenerator;

/**
 * Random changes of a training image that keep its class: a mirror image in half of the cases, then a shift.
 *
 * @param flip whether images are mirrored left to right
 * @param maxShiftPixels largest shift in each direction, at least 0; what comes in at the border is black
 */
public record Augmentation(boolean flip, int maxShiftPixels) {

    /** No change. */
    public static final Augmentation NONE = new Augmentation(false, 0);

    /** Checks the range. */
    public Augmentation {
        if (maxShiftPixels < 0) {
            throw new IllegalArgumentException("maxShiftPixels (" + maxShiftPixels + ") must be at least 0");
        }
    }

    /**
     * Writes a changed and normalised image.
     *
     * @param images images of which one is taken
     * @param n number of that image
     * @param normalisation how pixels become numbers
     * @param random source of the changes; the same number of draws for every image
     * @param out where the image goes
     * @param offset first element of the image in {@code out}
     */
    void apply(
            LabelledImages images,
            int n,
            Normalisation normalisation,
            RandomGenerator random,
            float[] out,
            int offset) {
        boolean mirrored = random.nextBoolean() && flip;
        int down = random.nextInt(-maxShiftPixels, maxShiftPixels + 1);
        int right = random.nextInt(-maxShiftPixels, maxShiftPixels + 1);
        int height = images.height();
        int width = images.width();
        float black = normalisation.apply((byte) 0);
        int to = offset;
        for (int c = 0; c < images.channels(); c++) {
            int plane = n * images.pixelsPerImage() + c * height * width;
            for (int y = 0; y < height; y++) {
                int fromY = y - down;
                for (int x = 0; x < width; x++) {
                    int shifted = x - right;
                    int fromX = mirrored ? width - 1 - shifted : shifted;
                    boolean inside = fromY >= 0 && fromY < height && shifted >= 0 && shifted < width;
                    out[to++] = inside ? normalisation.apply(images.pixels()[plane + fromY * width + fromX]) : black;
                }
            }
        }
    }
}
