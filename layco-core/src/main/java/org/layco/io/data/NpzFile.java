package org.layco.io.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open NPZ file: a zip archive of NPY arrays. */
final class NpzFile implements AutoCloseable {
    private static final String SUFFIX = ".npy";
    private static final int MAX_ENTRIES = 1_000;

    private final Path file;
    private final ZipFile zip;

    private NpzFile(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    static NpzFile open(Path file) throws IOException {
        try {
            return new NpzFile(file, new ZipFile(file.toFile()));
        } catch (ZipException e) {
            DataFileException damaged = new DataFileException(
                    file.toString(),
                    0,
                    "this is not a whole zip archive: " + e.getMessage(),
                    "Write it with numpy.savez or numpy.savez_compressed, or fetch it again.");
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Names of the arrays, sorted. */
    List<String> arrays() {
        List<String> names = new ArrayList<>();
        for (ZipEntry entry : zip.stream().limit(MAX_ENTRIES).toList()) {
            if (entry.getName().endsWith(SUFFIX)) {
                names.add(entry.getName().substring(0, entry.getName().length() - SUFFIX.length()));
            }
        }
        names.sort(null);
        return names;
    }

    /** One of the {@link #arrays}; as much is unpacked as its header announces, and not before it is needed. */
    NumericArray array(String array) throws IOException {
        ZipEntry entry = zip.getEntry(array + SUFFIX);
        try (CheckedSource source = new CheckedSource(file + "[" + array + "]", zip.getInputStream(entry))) {
            return NpyFile.read(source);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
