package org.layco.crossbar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A padded image's digits bit by bit: plane b holds bit b of every digit, eight digits a byte, the first in the lowest bit. Scratch
 * space of one worker.
 */
final class InputBits {
    /** Bits from any place on that one look yields, if the place is a multiple of 8, and otherwise. */
    static final int ALIGNED_BITS = Long.SIZE;

    static final int UNALIGNED_BITS = Long.SIZE - Byte.SIZE + 1;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] planes = {};
    private int planeBytes;

    /** Makes the planes of an image. */
    void load(LayerProgram program, PaddedImage image) {
        int size = program.geometry().size();
        int bits = program.input().bits();
        // one word more, for looks across a border
        planeBytes = Math.ceilDiv(size, Long.SIZE) * Long.BYTES + Long.BYTES;
        if (planes.length < planeBytes * bits) {
            planes = new byte[planeBytes * bits];
        }
        slice(image.bytes(), size, 0, Math.min(bits, Byte.SIZE));
        if (image.wide()) {
            slice(image.upperBytes(), size, Byte.SIZE, bits);
        }
    }

    private void slice(byte[] digits, int size, int from, int end) {
        for (int place = 0; place < size; place += Long.SIZE) {
            for (int bit = from; bit < end; bit++) {
                byte single = (byte) (1 << (bit - from));
                long word = 0;
                for (int part = 0; part < Long.SIZE; part += BYTES.length()) {
                    word |= ByteVector.fromArray(BYTES, digits, place + part)
                                    .and(single)
                                    .compare(VectorOperators.NE, (byte) 0)
                                    .toLong()
                            << part;
                }
                WORD.set(planes, bit * planeBytes + place / Byte.SIZE, word);
            }
        }
        for (int bit = from; bit < end; bit++) {
            int behind = (bit + 1) * planeBytes;
            Arrays.fill(planes, behind - Long.BYTES, behind, (byte) 0);
        }
    }

    /** All planes, one after the other, for {@link #word}. */
    byte[] planes() {
        return planes;
    }

    /** Where the plane of a bit starts; every plane has a word to spare. */
    int start(int bit) {
        return bit * planeBytes;
    }

    /** The bits of a plane from a digit on: 64 of them if the digit's number is a multiple of 8, at least 57 if not. */
    static long word(byte[] planes, int start, int digit) {
        return (long) WORD.get(planes, start + (digit >>> 3)) >>> (digit & 7);
    }
}
