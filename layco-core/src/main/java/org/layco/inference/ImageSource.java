package org.layco.inference;

/** Preprocessed images by index. Safe to read from several threads. */
@FunctionalInterface
public interface ImageSource {
    /** Writes one image, in the order of the network's input shape, to {@code target} from {@code offset} on. */
    void fill(int image, float[] target, int offset);
}
