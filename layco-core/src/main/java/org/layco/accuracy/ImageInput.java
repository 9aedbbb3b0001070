package org.layco.accuracy;

import java.util.List;

/** The images of a data set as a network reads them: preprocessed floats in its layout. Safe for use by many threads. */
public final class ImageInput {
    private final Dataset data;
    private final Preprocessing preprocessing;
    private final ImageShape.Layout layout;

    /**
     * Prepares the images for a network.
     *
     * @param inputShape of the network, without the batch dimension; images must fit it ({@link ImageShape#layoutFor})
     */
    public ImageInput(Dataset data, Preprocessing preprocessing, List<Integer> inputShape) {
        this.data = data;
        this.preprocessing = preprocessing;
        this.layout = data.shape()
                .layoutFor(inputShape)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Images of %s (C x H x W) do not fit an input of %s.".formatted(data.shape(), inputShape)));
        if (!preprocessing.fits(data.shape().channels())) {
            throw new IllegalArgumentException(
                    "%d means and %d stds do not fit %d channels. Give one, or one per channel."
                            .formatted(
                                    preprocessing.mean().length,
                                    preprocessing.std().length,
                                    data.shape().channels()));
        }
    }

    /** Elements of one image. */
    public int elements() {
        return data.shape().elements();
    }

    /** Writes one preprocessed image into {@code target} from {@code offset} on. */
    public void fill(int image, float[] target, int offset) {
        ImageShape shape = data.shape();
        int area = shape.height() * shape.width();
        int step = switch (layout) {
            case CHANNELS_FIRST -> 1;
            case CHANNELS_LAST -> shape.channels();
        };
        float divisor = preprocessing.divisor(data.pixels());
        for (int channel = 0; channel < shape.channels(); channel++) {
            float mean = preprocessing.meanOf(channel);
            float std = preprocessing.stdOf(channel);
            int from = image * shape.elements() + channel * area;
            int to = offset + (step == 1 ? channel * area : channel);
            switch (data.pixels()) {
                case Pixels.Bytes pixels -> {
                    for (int i = 0; i < area; i++) {
                        target[to + i * step] = ((pixels.values()[from + i] & 0xff) / divisor - mean) / std;
                    }
                }
                case Pixels.Floats pixels -> {
                    for (int i = 0; i < area; i++) {
                        target[to + i * step] = (pixels.values()[from + i] - mean) / std;
                    }
                }
            }
        }
    }

    /** Writes several preprocessed images one after another from the start of {@code target}. */
    public void fill(int[] images, float[] target) {
        for (int i = 0; i < images.length; i++) {
            fill(images[i], target, i * elements());
        }
    }
}
