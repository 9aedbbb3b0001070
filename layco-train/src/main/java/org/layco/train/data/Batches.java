package org.layco.train.data;

import java.util.SplittableRandom;

/** Cuts images into batches: shuffled and augmented for training, in order and unchanged for measuring. */
public final class Batches {
    private final LabelledImages images;
    private final Normalisation normalisation;

    /** Batches of these images, normalised so. */
    public Batches(LabelledImages images, Normalisation normalisation) {
        this.images = images;
        this.normalisation = normalisation;
    }

    /**
     * A number of images as inputs of the network.
     *
     * @param inputs B x C x H x W normalised pixels
     * @param labels class of each of the B images
     */
    public record Batch(float[] inputs, int[] labels) {

        /** Number of images, B. */
        public int size() {
            return labels.length;
        }
    }

    /**
     * The images of these numbers, each changed at random.
     *
     * @param numbers numbers of the images
     * @param augmentation how they are changed
     * @param key source of the changes: equal keys give equal batches
     */
    public Batch augmented(int[] numbers, Augmentation augmentation, long key) {
        SplittableRandom random = new SplittableRandom(key);
        float[] inputs = new float[numbers.length * images.pixelsPerImage()];
        int[] labels = new int[numbers.length];
        for (int b = 0; b < numbers.length; b++) {
            augmentation.apply(images, numbers[b], normalisation, random, inputs, b * images.pixelsPerImage());
            labels[b] = images.labels()[numbers[b]];
        }
        return new Batch(inputs, labels);
    }

    /** The images of these numbers, unchanged. */
    public Batch plain(int[] numbers) {
        return augmented(numbers, Augmentation.NONE, 0);
    }
}
