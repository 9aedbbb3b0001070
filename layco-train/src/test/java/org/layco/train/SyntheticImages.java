package org.layco.train;

import java.util.SplittableRandom;
import org.layco.train.data.LabelledImages;

/** Made-up images that a small network can learn: a bright square whose place depends on the class, under noise. */
final class SyntheticImages {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int SQUARE = 5;

    private SyntheticImages() {}

    static LabelledImages create(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        int[] labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = random.nextInt(CLASSES);
            int top = 4 + labels[n] / 5 * 12;
            int left = 1 + labels[n] % 5 * 5;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean inside = y >= top && y < top + SQUARE && x >= left && x < left + SQUARE;
                    pixels[(n * SIDE + y) * SIDE + x] = (byte) ((inside ? 120 : 0) + random.nextInt(120));
                }
            }
        }
        return new LabelledImages(count, 1, SIDE, SIDE, pixels, labels);
    }
}
