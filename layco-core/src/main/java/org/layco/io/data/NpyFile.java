package org.layco.io.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads NumPy's NPY format, versions 1 to 3 (NumPy Enhancement Proposal 1): integers of 1 to 8 bytes and floats of 4 or 8
 * bytes, either byte order, C order. Floats of 8 bytes are rounded to 4.
 */
final class NpyFile {
    /** A type of elements: kind {@code u}, {@code i} or {@code f}, and width in bytes. */
    private record ElementType(char kind, int bytes, ByteOrder order) {}

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER_BYTES = 1 << 16;
    private static final int MAX_DIMENSIONS = 8;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([uif])([1248])'");
    private static final Pattern ANY_TYPE = Pattern.compile("'descr'\\s*:\\s*([^,}]*)");
    private static final Pattern C_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");
    private static final String SAVE_AGAIN =
            "Save it with numpy.save from a C-ordered array of uint8, int64 or float32 (numpy.ascontiguousarray).";

    private NpyFile() {}

    static NumericArray read(CheckedSource source) throws IOException {
        byte[] start = source.readExactly(MAGIC.length + 2, "the magic number and version");
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw source.error(0, "the magic number is not that of an NPY file", SAVE_AGAIN);
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw source.error(MAGIC.length, "version " + version + " of the NPY format is unknown", SAVE_AGAIN);
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer length = littleEndian(source.readExactly(lengthBytes, "the length of the header"));
        int headerBytes = version == 1 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            throw source.error(MAGIC.length + 2, "a header of %d bytes is too long".formatted(headerBytes), SAVE_AGAIN);
        }
        long headerOffset = source.offset();
        String header = new String(source.readExactly(headerBytes, "the header"), StandardCharsets.UTF_8);
        ElementType type = type(source, headerOffset, header);
        int[] dims = dims(source, headerOffset, header, type.bytes);
        int bytes = Arrays.stream(dims).reduce(type.bytes, Math::multiplyExact);
        byte[] data = source.readExactly(bytes, "the data of shape " + Arrays.toString(dims));
        source.requireEnd("the " + bytes + " bytes that its shape " + Arrays.toString(dims) + " announces");
        return new NumericArray(dims, values(data, type));
    }

    private static ElementType type(CheckedSource source, long offset, String header) throws DataFileException {
        Matcher type = TYPE.matcher(header);
        if (!type.find()) {
            Matcher any = ANY_TYPE.matcher(header);
            String found = any.find() ? any.group(1).strip() : "none";
            throw source.error(offset, "elements of type %s cannot be read".formatted(found), SAVE_AGAIN);
        }
        char kind = type.group(2).charAt(0);
        int bytes = Integer.parseInt(type.group(3));
        if (kind == 'f' && bytes < Float.BYTES) {
            throw source.error(offset, "elements of type f%d cannot be read".formatted(bytes), SAVE_AGAIN);
        }
        if (!C_ORDER.matcher(header).find()) {
            throw source.error(offset, "the array is in Fortran order", SAVE_AGAIN);
        }
        return new ElementType(kind, bytes, type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] dims(CheckedSource source, long offset, String header, int elementBytes)
            throws DataFileException {
        Matcher shape = SHAPE.matcher(header);
        if (!shape.find()) {
            throw source.error(offset, "the header states no shape", SAVE_AGAIN);
        }
        Optional<int[]> dims = parseDims(shape.group(1));
        long bytes = dims.isEmpty() ? 0 : product(dims.get(), elementBytes);
        if (bytes < 1 || bytes > CheckedSource.MAX_DATA_BYTES) {
            throw source.error(
                    offset,
                    "shape (%s) is not that of 1 byte to 1 GiB of data in 1 to %d dimensions"
                            .formatted(shape.group(1), MAX_DIMENSIONS),
                    "Give fewer images, or smaller elements such as uint8.");
        }
        return dims.orElseThrow();
    }

    private static Optional<int[]> parseDims(String list) {
        String[] parts = list.strip().split("[,\\sL]+");
        if (list.isBlank() || parts.length == 0 || parts.length > MAX_DIMENSIONS) {
            return Optional.empty();
        }
        int[] dims = new int[parts.length];
        for (int d = 0; d < parts.length; d++) {
            // Ten digits are more than MAX_DATA_BYTES has.
            if (parts[d].isEmpty() || parts[d].length() > 10 || Long.parseLong(parts[d]) > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            dims[d] = Integer.parseInt(parts[d]);
        }
        return Optional.of(dims);
    }

    /** The product, or a value beyond the limit as soon as it is passed. */
    private static long product(int[] dims, int elementBytes) {
        long product = elementBytes;
        for (int dim : dims) {
            product *= dim;
            if (product > CheckedSource.MAX_DATA_BYTES) {
                return product;
            }
        }
        return product;
    }

    private static NumericArray.Values values(byte[] data, ElementType type) {
        if (type.kind == 'u' && type.bytes == 1) {
            return new NumericArray.Values.Bytes(data);
        }
        ByteBuffer buffer = ByteBuffer.wrap(data).order(type.order);
        int count = data.length / type.bytes;
        if (type.kind == 'f') {
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = type.bytes == Float.BYTES ? buffer.getFloat() : (float) buffer.getDouble();
            }
            return new NumericArray.Values.Floats(floats);
        }
        boolean signed = type.kind == 'i';
        long[] integers = new long[count];
        for (int i = 0; i < count; i++) {
            integers[i] = switch (type.bytes) {
                case Byte.BYTES -> buffer.get();
                case Short.BYTES -> signed ? buffer.getShort() : Short.toUnsignedInt(buffer.getShort());
                case Integer.BYTES -> signed ? buffer.getInt() : Integer.toUnsignedLong(buffer.getInt());
                // An unsigned value beyond 2^63 turns negative, and is refused as label or pixel all the same.
                default -> buffer.getLong();
            };
        }
        return new NumericArray.Values.Integers(integers);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
