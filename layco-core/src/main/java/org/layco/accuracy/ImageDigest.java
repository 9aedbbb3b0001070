package org.layco.accuracy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The identity of an image: SHA-256 of a fixed prefix and its pixels. Bytes count as they are, floats as little-endian
 * IEEE 754 singles.
 *
 * @param bytes 32 bytes; not to be modified
 */
record ImageDigest(byte[] bytes) implements Comparable<ImageDigest> {
    /** Separates these digests from plain hashes of files, and this rule of membership from any later one. */
    private static final byte[] DOMAIN = "layco image 1".getBytes(StandardCharsets.UTF_8);

    private static final double TWO_TO_53 = 0x1p53;

    /** Digests of all images, by index. */
    static ImageDigest[] ofImages(Dataset data) {
        MessageDigest sha = sha256();
        int size = data.shape().elements();
        var digests = new ImageDigest[data.images()];
        ByteBuffer singles =
                ByteBuffer.allocate(Math.multiplyExact(size, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int image = 0; image < digests.length; image++) {
            sha.update(DOMAIN);
            switch (data.pixels()) {
                case Pixels.Bytes pixels -> sha.update(pixels.values(), image * size, size);
                case Pixels.Floats pixels -> {
                    singles.asFloatBuffer().put(0, pixels.values(), image * size, size);
                    sha.update(singles.array());
                }
            }
            digests[image] = new ImageDigest(sha.digest());
        }
        return digests;
    }

    static String ofDataset(Dataset data) {
        MessageDigest sha = sha256();
        ImageShape shape = data.shape();
        sha.update(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(shape.channels())
                .putInt(shape.height())
                .putInt(shape.width())
                .flip());
        ImageDigest[] images = ofImages(data);
        for (int image = 0; image < images.length; image++) {
            sha.update(images[image].bytes);
            sha.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(data.labels()[image])
                    .flip());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** A number in [0, 1), uniform over images: the digest's leading 53 bits. */
    double position() {
        return (ByteBuffer.wrap(bytes).getLong() >>> 11) / TWO_TO_53;
    }

    @Override
    public int compareTo(ImageDigest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageDigest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not.", missing);
        }
    }
}
