package org.layco.accuracy;

/** The elements of a set of images, one image after another, each in (C, H, W) order. */
public sealed interface Pixels {
    /** Number of elements of all images. */
    int elements();

    /**
     * Pixels of 8 bits, 0..255.
     *
     * @param values unsigned bytes; not to be modified
     */
    record Bytes(byte[] values) implements Pixels {
        @Override
        public int elements() {
            return values.length;
        }
    }

    /**
     * Real-valued pixels, scaled by whoever wrote them.
     *
     * @param values finite; not to be modified
     */
    record Floats(float[] values) implements Pixels {
        @Override
        public int elements() {
            return values.length;
        }
    }
}
