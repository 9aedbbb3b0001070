package org.layco.io.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format of the MNIST family, plain or compressed by gzip.
 *
 * <p>The format: two zero bytes, the type of the elements (here always 0x08, unsigned byte), the number of dimensions, the
 * dimensions as big-endian 32-bit integers, then the elements in row-major order.
 *
 * @param dims extent of each dimension, 1 to 8 of them, each at least 1
 * @param data elements in row-major order, one unsigned byte each; as many as the product of {@code dims}; shared, not
 *     copied, since it may be tens of megabytes: callers leave it unchanged
 */
public record IdxFile(int[] dims, byte[] data) {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int MAGIC_BYTES = 4;
    private static final int MAX_DIMENSIONS = 8;
    private static final String NOT_IDX =
            "Give a file of the IDX format with unsigned bytes, such as t10k-images-idx3-ubyte.gz.";

    /** Checks that the number of elements is the product of the dimensions. */
    public IdxFile {
        long elements = Arrays.stream(dims).asLongStream().reduce(1, Math::multiplyExact);
        if (elements != data.length) {
            throw new IllegalArgumentException(
                    "dims " + Arrays.toString(dims) + " need " + elements + " bytes, but data has " + data.length);
        }
    }

    /**
     * Reads a file, compressed or not.
     *
     * @throws DataFileException if the file is missing, or is not a whole IDX file of unsigned bytes
     */
    public static IdxFile read(Path file) throws IOException {
        return parse(file.toString(), CheckedSource.content(file));
    }

    /**
     * Reads the content of a file, compressed or not, that is in memory.
     *
     * @param name name of the file for messages
     * @param content all bytes of the file
     * @throws DataFileException if the content is not a whole IDX file of unsigned bytes
     */
    public static IdxFile parse(String name, byte[] content) throws IOException {
        boolean compressed = content.length >= 2 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
        try (CheckedSource source = compressed
                ? new CheckedSource(name, new GZIPInputStream(new ByteArrayInputStream(content)))
                : new CheckedSource(name, new ByteArrayInputStream(content))) {
            int[] dims = readDims(source);
            return new IdxFile(dims, readData(source, dims));
        } catch (EOFException | ZipException e) {
            DataFileException damaged = new DataFileException(
                    name, 0, "the gzip stream cannot be opened: " + e.getMessage(), CheckedSource.FETCH_AGAIN);
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Number of elements along the first dimension: of images in an image file, of labels in a label file. */
    public int count() {
        return dims[0];
    }

    private static int[] readDims(CheckedSource source) throws IOException {
        byte[] magic = source.readExactly(MAGIC_BYTES, "the magic number");
        if (magic[0] != 0 || magic[1] != 0) {
            throw source.error(
                    0, "the magic number does not begin with two zero bytes: this is not an IDX file", NOT_IDX);
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw source.error(
                    2,
                    "the elements have type 0x%02x, but only 0x08 (unsigned byte) can be read"
                            .formatted(magic[2] & 0xff),
                    NOT_IDX);
        }
        int dimensions = magic[3] & 0xff;
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw source.error(3, dimensions + " dimensions are outside the range 1 to " + MAX_DIMENSIONS, NOT_IDX);
        }
        int[] dims = new int[dimensions];
        long elements = 1;
        for (int d = 0; d < dimensions; d++) {
            long offset = source.offset();
            byte[] bytes = source.readExactly(Integer.BYTES, "dimension " + d);
            long dim = 0;
            for (byte b : bytes) {
                dim = dim << 8 | (b & 0xff);
            }
            // Both factors are below 2^32 and the product so far is at most 2^30, so this cannot overflow.
            elements *= dim;
            if (dim == 0 || elements > CheckedSource.MAX_DATA_BYTES) {
                throw source.error(
                        offset,
                        "dimension " + d + " of " + dim
                                + (dim == 0 ? " leaves no data" : " makes more than 1 GiB of data"),
                        CheckedSource.FETCH_AGAIN);
            }
            dims[d] = (int) dim;
        }
        return dims;
    }

    private static byte[] readData(CheckedSource source, int[] dims) throws IOException {
        int bytes = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        byte[] data = source.readExactly(bytes, "the data of dimensions " + Arrays.toString(dims));
        source.requireEnd("the " + bytes + " bytes that its dimensions " + Arrays.toString(dims) + " announce");
        return data;
    }
}
