package org.layco.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.layco.io.data.DatasetReader;

/**
 * All files that a process needs to read an input: whatever a study's hash covers and a cluster has to be sent.
 *
 * @param main the file that the study names; none if it names a directory
 * @param others files of the directory, or those beside the file that may belong to it, by name
 */
public record InputFiles(Optional<Path> main, List<Path> others) {
    public InputFiles {
        others = List.copyOf(others);
    }

    /**
     * The files of an input: of a network also those beside it that hold its weights, of data its labels, of a card the measured
     * points.
     *
     * @param role model, data, hardware or cell
     * @param path that the study names
     * @throws IOException if its directory cannot be listed
     */
    public static InputFiles of(String role, Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new InputFiles(Optional.empty(), list(path, ".*"));
        }
        return new InputFiles(
                Optional.of(path),
                switch (role) {
                    case "model", "reference" -> beside(path, ".*\\.(data|bin|weights|pb)");
                    case "hardware", "cell" -> beside(path, ".*\\.csv");
                    default -> DatasetReader.filesBeside(path);
                });
    }

    private static List<Path> beside(Path path, String pattern) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        return directory == null ? List.of() : list(directory, pattern);
    }

    private static List<Path> list(Path directory, String pattern) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).matches(pattern))
                    .sorted()
                    .toList();
        }
    }
}
