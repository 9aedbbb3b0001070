package org.layco.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.Pixels;

/** Writes images as the IDX files of a data set, for tests. */
public final class IdxFiles {
    private IdxFiles() {}

    /** Writes the image and the label file of one part, {@code train} or {@code t10k}. */
    public static void write(Path directory, String part, Dataset images) throws IOException {
        byte[] labels = new byte[images.images()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) images.labels()[n];
        }
        Files.write(
                directory.resolve(part + "-images-idx3-ubyte"),
                idx(
                        ((Pixels.Bytes) images.pixels()).values(),
                        images.images(),
                        images.shape().height(),
                        images.shape().width()));
        Files.write(directory.resolve(part + "-labels-idx1-ubyte"), idx(labels, labels.length));
    }

    private static byte[] idx(byte[] data, int... dims) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        buffer.putInt(0x0800 | dims.length);
        for (int dim : dims) {
            buffer.putInt(dim);
        }
        return buffer.put(data).array();
    }
}
