package org.layco.train.data;

import java.util.List;
import java.util.SplittableRandom;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageInput;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;
import org.layco.accuracy.Preprocessing;

/** Cuts images into batches: shuffled and augmented for training, in order and unchanged for measuring. */
public final class Batches {
    private final Dataset data;
    private final ImageInput input;
    private final ImageShape.Layout layout;
    private final float[] black;

    /**
     * Batches of these images, preprocessed so.
     *
     * @param inputShape of the network, without the batch dimension
     */
    public Batches(Dataset data, Preprocessing preprocessing, List<Integer> inputShape) {
        this.data = data;
        this.input = new ImageInput(data, preprocessing, inputShape);
        this.layout = data.shape().layoutFor(inputShape).orElseThrow();
        this.black = new float[input.elements()];
        new ImageInput(darkness(data), preprocessing, inputShape).fill(0, black, 0);
    }

    /** One image without light, stored as the others are. */
    private static Dataset darkness(Dataset data) {
        int elements = data.shape().elements();
        Pixels dark = switch (data.pixels()) {
            case Pixels.Bytes _ -> new Pixels.Bytes(new byte[elements]);
            case Pixels.Floats _ -> new Pixels.Floats(new float[elements]);
        };
        return new Dataset("darkness", data.shape(), dark, new int[1], data.classes(), List.of(), List.of());
    }

    /**
     * A number of images as inputs of the network.
     *
     * @param inputs B images one after another
     * @param labels class of each of the B images
     */
    public record Batch(float[] inputs, int[] labels) {

        /** Number of images, B. */
        public int size() {
            return labels.length;
        }
    }

    /** Number of images. */
    public int images() {
        return data.images();
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
        float[] inputs = new float[numbers.length * input.elements()];
        int[] labels = new int[numbers.length];
        float[] image = new float[input.elements()];
        for (int b = 0; b < numbers.length; b++) {
            input.fill(numbers[b], image, 0);
            augmentation.apply(image, black, data.shape(), layout, random, inputs, b * image.length);
            labels[b] = data.labels()[numbers[b]];
        }
        return new Batch(inputs, labels);
    }

    /** The images of these numbers, unchanged. */
    public Batch plain(int[] numbers) {
        return augmented(numbers, Augmentation.NONE, 0);
    }
}
