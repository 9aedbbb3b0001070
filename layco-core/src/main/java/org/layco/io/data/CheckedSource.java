package org.layco.io.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** A stream that knows its name and position, and never reserves more memory than twice the bytes it delivered. */
final class CheckedSource implements AutoCloseable {
    /** Most bytes that one file, or one array in it, may hold: 1 GiB. */
    static final int MAX_DATA_BYTES = 1 << 30;

    static final String FETCH_AGAIN = "Fetch the file again: it is incomplete or damaged.";

    private static final int FIRST_CHUNK_BYTES = 1 << 16;

    private final String name;
    private final InputStream in;
    private long offset;

    CheckedSource(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * All bytes of a file.
     *
     * @throws DataFileException if it is missing, a directory or larger than {@link #MAX_DATA_BYTES}
     */
    static byte[] content(Path file) throws IOException {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new DataFileException(name, 0, "this is a directory", "Give the file in it.");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new DataFileException(name, 0, "this is a device or pipe", "Give a regular file.");
            }
            if (Files.size(file) > MAX_DATA_BYTES) {
                throw new DataFileException(
                        name, MAX_DATA_BYTES, "the file is larger than 1 GiB", "Split the data set.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            DataFileException missing =
                    new DataFileException(name, 0, "there is no such file", "Check the path, or install the data set.");
            missing.initCause(e);
            throw missing;
        }
    }

    /** Bytes delivered so far. */
    long offset() {
        return offset;
    }

    byte[] readExactly(int bytes, String what) throws IOException {
        long start = offset;
        byte[] buffer = new byte[Math.min(bytes, FIRST_CHUNK_BYTES)];
        int filled = 0;
        while (filled < bytes) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(bytes, 2L * buffer.length));
            }
            int read = read(buffer, filled);
            if (read < 0) {
                throw error(
                        offset,
                        "the file ends inside " + what + ", which needs " + bytes + " bytes from byte " + start,
                        FETCH_AGAIN);
            }
            filled += read;
        }
        return buffer;
    }

    /** Throws unless everything has been delivered. */
    void requireEnd(String after) throws IOException {
        long end = offset;
        if (read(new byte[1], 0) >= 0) {
            throw error(end, "the file goes on after " + after, FETCH_AGAIN);
        }
    }

    DataFileException error(long byteOffset, String problem, String remedy) {
        return new DataFileException(name, byteOffset, problem, remedy);
    }

    private int read(byte[] buffer, int from) throws IOException {
        try {
            int read = in.read(buffer, from, buffer.length - from);
            offset += Math.max(read, 0);
            return read;
        } catch (EOFException | ZipException e) {
            DataFileException damaged =
                    error(offset, "the compressed data are truncated or damaged: " + e.getMessage(), FETCH_AGAIN);
            damaged.initCause(e);
            throw damaged;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
