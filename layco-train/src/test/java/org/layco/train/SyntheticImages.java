package org.layco.train;

import java.util.SplittableRandom;
import org.layco.train.data.LabelledImages;

/** Made-up images that a small network can learn: stripes whose direction depends on the class, under noise. */
final class SyntheticImages {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int PERIOD = 6;

    private SyntheticImages() {}

    static LabelledImages create(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        int[] labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = random.nextInt(CLASSES);
            double angle = Math.PI * labels[n] / CLASSES;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double phase = 2 * Math.PI * (x * Math.cos(angle) + y * Math.sin(angle)) / PERIOD;
                    pixels[(n * SIDE + y) * SIDE + x] = (byte) (60 * (1 + Math.sin(phase)) + random.nextInt(120));
                }
            }
        }
        return new LabelledImages(count, 1, SIDE, SIDE, pixels, labels);
    }
}
