package org.layco.train.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files such that after a crash at any moment the old content or the new one is there, whole. */
public final class DurableFile {
    private DurableFile() {}

    /** The file, if its directory can be written: found out before a long computation, not after it. */
    public static Path writable(Path file) throws IOException {
        Path directory = directory(file);
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new NotDirectoryException(file.toString());
        }
        return file;
    }

    /** Replaces the content of a file; returns when it is on the disk. */
    public static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            // The new name is an entry of the directory, which reaches the disk on its own.
            try (FileChannel directory = FileChannel.open(directory(file), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
