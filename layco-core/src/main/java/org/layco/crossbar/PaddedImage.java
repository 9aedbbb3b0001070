package org.layco.crossbar;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * One image's input digits, channels last, with the layer's padding around them: the bytes that {@link InputGeometry} finds
 * crossbar rows in. Digits above 8 bits keep their upper byte in a second plane of the same shape. Scratch space of one worker.
 */
final class PaddedImage {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> NARROWED =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

    /** Bytes behind the image that whole vectors, or as many as make a word of bits, may read. */
    private static final int SLACK = Math.max(Long.SIZE, ByteVector.SPECIES_MAX.length());

    private byte[] low = {};
    private byte[] high = {};
    private boolean wide;

    /** Takes in an image of a layer. */
    void fill(LayerProgram program, char[] digits) {
        InputGeometry geometry = program.geometry();
        wide = program.input().bits() > Byte.SIZE;
        low = fill(geometry, digits, 0, program.inputOffset(), low);
        if (wide) {
            high = fill(geometry, digits, Byte.SIZE, program.inputOffset(), high);
        }
    }

    /** The low bytes of all digits. */
    byte[] bytes() {
        return low;
    }

    /** Whether digits have an upper byte. */
    boolean wide() {
        return wide;
    }

    /** The upper bytes, meaningful only if {@link #wide}. */
    byte[] upperBytes() {
        return high;
    }

    /** The digit at a place. */
    int digit(int place) {
        int value = low[place] & 0xFF;
        return wide ? value | (high[place] & 0xFF) << Byte.SIZE : value;
    }

    private static byte[] fill(InputGeometry geometry, char[] digits, int shift, int zeroPoint, byte[] reused) {
        byte[] plane = reused.length < geometry.size() + SLACK ? new byte[geometry.size() + SLACK] : reused;
        if (geometry.padded()) {
            Arrays.fill(plane, 0, geometry.size(), (byte) (zeroPoint >>> shift));
        }
        int line = geometry.lineElements();
        for (int h = 0; h < geometry.lines(); h++) {
            copy(digits, h * line, line, shift, plane, geometry.lineStart(h));
        }
        return plane;
    }

    private static void copy(char[] digits, int from, int count, int shift, byte[] plane, int to) {
        int whole = shift == 0 ? SHORTS.loopBound(count) : 0;
        for (int i = 0; i < whole; i += SHORTS.length()) {
            var vector = ShortVector.fromCharArray(SHORTS, digits, from + i);
            ((ByteVector) vector.convertShape(VectorOperators.S2B, NARROWED, 0)).intoArray(plane, to + i);
        }
        for (int i = whole; i < count; i++) {
            plane[to + i] = (byte) (digits[from + i] >>> shift);
        }
    }
}
