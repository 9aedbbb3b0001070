package org.layco.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A UTF-8 text file, read whole with diagnostics and written so that no reader ever sees half of it. */
public final class TextFile {
    /** Largest file read, in bytes: far above any record or plan, far below the heap. */
    static final long MAX_BYTES = 64L << 20;

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @throws InvalidInputException if it is missing, no regular file, larger than 64 MiB or not UTF-8
     */
    public static String read(Path file) {
        String place = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(
                        Diagnostic.of(place, "is a directory, not a file", "Name a file inside it."));
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new InvalidInputException(
                        Diagnostic.of(place, "is a device or pipe, not a file", "Name a regular file."));
            }
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new InvalidInputException(Diagnostic.of(
                        place,
                        "has %d bytes, more than the %d that are read".formatted(bytes, MAX_BYTES),
                        "Check that it is the file you mean."));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    Diagnostic.of(place, "there is no such file", "Check the path and the current directory."));
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    Diagnostic.of(place, "is not UTF-8 text", "Save it as UTF-8, or check that it is the right file."));
        } catch (IOException e) {
            throw new InvalidInputException(
                    Diagnostic.of(place, "cannot be read: " + e.getMessage(), "Check its permissions."));
        }
    }

    /**
     * Writes a file, replacing an older one in a single step; makes missing parent directories.
     *
     * @throws InvalidInputException if it cannot be written
     */
    public static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        Path name = target.getFileName();
        if (directory == null || name == null) {
            throw new InvalidInputException(
                    Diagnostic.of(file.toString(), "is the root directory, not a file", "Name a file to write."));
        }
        Path unfinished = directory.resolve("." + name + ".unfinished");
        try {
            Files.createDirectories(directory);
            Files.writeString(unfinished, text);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InvalidInputException(Diagnostic.of(
                    file.toString(),
                    "cannot be written: " + e,
                    "Choose a directory that you may write to and that has room."));
        } finally {
            deleteIfLeft(unfinished);
        }
    }

    private static void deleteIfLeft(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // A failure to write is reported already; the next write replaces what is left.
        }
    }
}
