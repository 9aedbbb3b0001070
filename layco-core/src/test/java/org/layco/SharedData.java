package org.layco;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Networks and data sets that are not part of the project: tests that need them are skipped where they are absent. */
public final class SharedData {
    private SharedData() {}

    /** The file or directory below {@code shared/data}, or the test that asks is skipped. */
    public static Path require(String relative) {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isDirectory(directory.resolve("shared/data"))) {
            directory = directory.getParent();
        }
        assumeTrue(
                directory != null
                        && Files.exists(directory.resolve("shared/data").resolve(relative)),
                "Skipped: no shared/data/" + relative + " above the project's directory.");
        return directory == null
                ? Path.of(relative)
                : directory.resolve("shared/data").resolve(relative);
    }
}
