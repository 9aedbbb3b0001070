package org.layco.crossbar;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A padded image's digits bit by bit: plane b holds bit b of every digit, 64 digits a word. Scratch space of one worker.
 */
final class InputBits {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

    private long[] planes = {};
    private int words;

    /** Makes the planes of an image. */
    void load(LayerProgram program, PaddedImage image) {
        int size = program.geometry().size();
        int bits = program.input().bits();
        // whole vectors of digits, and one word more for reads across a border
        words = Math.ceilDiv(size, Long.SIZE) + 1;
        if (planes.length < words * bits) {
            planes = new long[words * bits];
        }
        java.util.Arrays.fill(planes, 0, words * bits, 0);
        slice(image.bytes(), size, 0, Math.min(bits, Byte.SIZE));
        if (image.wide()) {
            slice(image.upperBytes(), size, Byte.SIZE, bits);
        }
    }

    private void slice(byte[] digits, int size, int from, int end) {
        int lanes = BYTES.length();
        for (int i = 0; i < size; i += lanes) {
            var vector = ByteVector.fromArray(BYTES, digits, i);
            int word = i / Long.SIZE;
            int shift = i % Long.SIZE;
            for (int bit = from; bit < end; bit++) {
                long mask = vector.and((byte) (1 << (bit - from)))
                        .compare(VectorOperators.NE, (byte) 0)
                        .toLong();
                planes[bit * words + word] |= mask << shift;
            }
        }
    }

    /** All planes, one after the other. */
    long[] planes() {
        return planes;
    }

    /** Where the plane of a bit starts; every plane has a word to spare. */
    int start(int bit) {
        return bit * words;
    }
}
