package org.layco.train;

import java.util.List;
import java.util.SplittableRandom;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;

/** Made-up images that a small network can learn: stripes whose direction depends on the class, under noise. */
public final class SyntheticImages {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int PERIOD = 6;

    private SyntheticImages() {}

    /** So many images; equal seeds give equal ones. */
    public static Dataset create(int count, long seed) {
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
        return new Dataset(
                "stripes",
                new ImageShape(1, SIDE, SIDE),
                new Pixels.Bytes(pixels),
                labels,
                CLASSES,
                List.of(),
                List.of());
    }
}
