package org.layco.train.data;

import java.util.random.RandomGenerator;
import org.layco.accuracy.ImageShape;

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
     * Writes a changed image.
     *
     * @param image as the network reads it
     * @param black an image without light, in the same form
     * @param shape of the image
     * @param layout order of its elements
     * @param random source of the changes; the same number of draws for every image
     * @param out where the image goes
     * @param offset first element of the image in {@code out}
     */
    void apply(
            float[] image,
            float[] black,
            ImageShape shape,
            ImageShape.Layout layout,
            RandomGenerator random,
            float[] out,
            int offset) {
        boolean mirrored = random.nextBoolean() && flip;
        int down = random.nextInt(-maxShiftPixels, maxShiftPixels + 1);
        int right = random.nextInt(-maxShiftPixels, maxShiftPixels + 1);
        int height = shape.height();
        int width = shape.width();
        boolean planes = layout == ImageShape.Layout.CHANNELS_FIRST;
        int pixelStep = planes ? 1 : shape.channels();
        for (int c = 0; c < shape.channels(); c++) {
            int plane = planes ? c * height * width : c;
            for (int y = 0; y < height; y++) {
                int fromY = y - down;
                for (int x = 0; x < width; x++) {
                    int shifted = x - right;
                    int fromX = mirrored ? width - 1 - shifted : shifted;
                    boolean inside = fromY >= 0 && fromY < height && shifted >= 0 && shifted < width;
                    int to = plane + (y * width + x) * pixelStep;
                    out[offset + to] = inside ? image[plane + (fromY * width + fromX) * pixelStep] : black[to];
                }
            }
        }
    }
}
