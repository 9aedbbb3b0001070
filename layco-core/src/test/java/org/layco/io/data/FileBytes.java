package org.layco.io.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Contents of small data files in every format that is read. */
public final class FileBytes {
    private FileBytes() {}

    public static byte[] cifar(int records, long seed) {
        byte[] content = new byte[records * 3073];
        new Random(seed).nextBytes(content);
        for (int i = 0; i < records; i++) {
            content[i * 3073] = (byte) ((seed + i) % 10);
        }
        return content;
    }

    public static byte[] idx(byte[] data, int... dims) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) dims.length);
        IntStream.of(dims).forEach(buffer::putInt);
        return buffer.put(data).array();
    }

    public static byte[] npy(String type, byte[] data, int... dims) {
        String shape =
                String.join(", ", IntStream.of(dims).mapToObj(String::valueOf).toList());
        return npy(
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                        .formatted(type, shape, dims.length == 1 ? "," : ""),
                1,
                data);
    }

    public static byte[] npy(String header, int version, byte[] data) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        buffer.put((byte) version).put((byte) 0);
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        return buffer.put(text).put(data).array();
    }

    public static byte[] npz(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> array : new TreeMap<>(arrays).entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return out.toByteArray();
    }

    public static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    public static byte[] longs(ByteOrder order, long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(order);
        Arrays.stream(values).forEach(buffer::putLong);
        return buffer.array();
    }

    public static byte[] singles(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }
}
