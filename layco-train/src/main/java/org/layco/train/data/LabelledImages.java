package org.layco.train.data;

/**
 * Images of one size with a class each.
 *
 * @param count number of images, N
 * @param channels channels of an image, C
 * @param height rows of an image, H
 * @param width columns of an image, W
 * @param pixels N x C x H x W unsigned bytes; shared, not copied, and left unchanged
 * @param labels class of each image, from 0; shared, not copied, and left unchanged
 */
public record LabelledImages(int count, int channels, int height, int width, byte[] pixels, int[] labels) {

    /** Checks that pixels and labels are as many as the sizes say. */
    public LabelledImages {
        long needed = (long) count * channels * height * width;
        if (count < 1 || pixels.length != needed || labels.length != count) {
            throw new IllegalArgumentException(count + " images of " + channels + " x " + height + " x " + width
                    + " need " + needed + " pixels and " + count + " labels, but there are " + pixels.length + " and "
                    + labels.length);
        }
    }

    /** Number of pixels of an image over all channels. */
    public int pixelsPerImage() {
        return channels * height * width;
    }
}
