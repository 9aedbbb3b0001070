package org.layco.io.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * A run's output directory. All files are written beside it first and moved in at the end, so that it never holds half a
 * run.
 */
public final class OutputDirectory {
    private final Path directory;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private OutputDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * An output directory that can be written, tried out before a long run rather than after it. It need not exist, and does
     * not yet exist afterwards.
     */
    public static OutputDirectory of(Path directory) {
        Path existing = directory.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            if (existing == null) {
                throw new IOException("no part of the path exists");
            }
            Files.delete(Files.createTempFile(existing, ".layco", ".try"));
        } catch (IOException e) {
            throw new InvalidInputException(Diagnostic.of(
                    directory.toString(),
                    "cannot write output there (" + e + ")",
                    "Choose another directory with --out."));
        }
        return new OutputDirectory(directory);
    }

    /** Adds a file to what {@link #commit} writes. */
    public void add(String name, String content) {
        add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file that is not text. */
    public void add(String name, byte[] content) {
        contents.put(name, content);
    }

    /** Writes all files; returns their paths in the order they were added. */
    public List<Path> commit() {
        Path staging = directory.resolveSibling(
                directory.getFileName() + ".partial-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(staging);
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                Files.write(staging.resolve(file.getKey()), file.getValue());
            }
            Files.createDirectories(directory);
            List<Path> written = new ArrayList<>();
            for (String name : contents.keySet()) {
                Path target = directory.resolve(name);
                Files.move(staging.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
                written.add(target);
            }
            return written;
        } catch (IOException e) {
            throw new InvalidInputException(Diagnostic.of(
                    directory.toString(),
                    "cannot write the results (" + e + ")",
                    "Check rights and free space, or choose another directory with --out."));
        } finally {
            delete(staging);
        }
    }

    private static void delete(Path staging) {
        try (Stream<Path> files = Files.exists(staging) ? Files.walk(staging) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            staging.toFile().deleteOnExit();
        }
    }
}
