package org.layco.inference;

/** The resolution at which partial sums are read back. */
public sealed interface Resolution {
    /** An ideal converter: every partial sum is read back exactly, without level noise. */
    record Ideal() implements Resolution {}

    /**
     * A converter of so many bits over the calibrated range of a layer's partial sums.
     *
     * @param bits 1..16
     */
    record Bits(int bits) implements Resolution {
        /** Most bits. */
        public static final int MOST = 16;

        public Bits {
            if (bits < 1 || bits > MOST) {
                throw new IllegalArgumentException("A converter of %d bits is outside [1, 16].".formatted(bits));
            }
        }
    }
}
