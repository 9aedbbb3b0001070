package org.layco.network.reference;

import java.util.List;

/**
 * A value of a topology being built: its name and, for one image, its shape.
 *
 * @param name unique in its topology
 * @param channels C
 * @param height H, 1 after flattening
 * @param width W, 1 after flattening
 */
record FeatureTensor(String name, int channels, int height, int width) {
    List<Integer> shape() {
        return List.of(channels, height, width);
    }

    /** The same elements as one vector. */
    FeatureTensor flattened() {
        return new FeatureTensor(name, channels * height * width, 1, 1);
    }
}
