package org.layco.io.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Changes of a binary file: bits, bytes, integers that are limits somewhere, pieces lost, repeated or moved. */
final class ByteMutations {
    private static final long[] LIMITS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 30,
        1L << 20
    };

    private ByteMutations() {}

    static byte[] apply(byte[] input, Random random) {
        if (input.length == 0) {
            return new byte[1 + random.nextInt(16)];
        }
        // Headers decide more than pixels do.
        int at = random.nextBoolean() ? random.nextInt(Math.min(input.length, 128)) : random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(input.length - at, 1 << random.nextInt(12)));
        return switch (random.nextInt(9)) {
            case 0 -> changed(input, at, (byte) (input[at] ^ (1 << random.nextInt(8))));
            case 1 -> changed(input, at, (byte) random.nextInt(256));
            case 2 -> integer(input, at, random);
            case 3 -> Arrays.copyOf(input, at);
            case 4 -> joined(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at + length, input.length));
            case 5 -> joined(Arrays.copyOf(input, at + length), Arrays.copyOfRange(input, at, input.length));
            case 6 -> inserted(input, at, random);
            case 7 -> digit(input, random);
            default -> joined(Arrays.copyOfRange(input, at, input.length), Arrays.copyOf(input, at));
        };
    }

    private static byte[] changed(byte[] input, int at, byte value) {
        byte[] copy = input.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] integer(byte[] input, int at, Random random) {
        byte[] copy = input.clone();
        long value = LIMITS[random.nextInt(LIMITS.length)];
        int width = 1 << random.nextInt(4);
        boolean big = random.nextBoolean();
        for (int i = 0; i < width && at + i < copy.length; i++) {
            copy[at + i] = (byte) (value >> (8 * (big ? width - 1 - i : i)));
        }
        return copy;
    }

    private static byte[] inserted(byte[] input, int at, Random random) {
        byte[] extra = new byte[1 + random.nextInt(64)];
        random.nextBytes(extra);
        return joined(joined(Arrays.copyOf(input, at), extra), Arrays.copyOfRange(input, at, input.length));
    }

    /** Another digit where there is one in the first bytes: lengths and shapes of text headers. */
    private static byte[] digit(byte[] input, Random random) {
        byte[] copy = input.clone();
        for (int i = random.nextInt(Math.min(copy.length, 128)); i < Math.min(copy.length, 160); i++) {
            if (copy[i] >= '0' && copy[i] <= '9') {
                copy[i] = (byte) ('0' + random.nextInt(10));
                break;
            }
        }
        return copy;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
