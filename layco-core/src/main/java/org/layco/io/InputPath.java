package org.layco.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files in user's inputs. What the user names, on the command line or in a study, may be anywhere; what a file names
 * that may come from a stranger (a model its data, a card its points) must lie beside that file.
 */
public final class InputPath {
    private InputPath() {}

    /**
     * A path that the user names.
     *
     * @throws InvalidInputException if the file system can have no such path
     */
    public static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(Diagnostic.of(
                    text.replaceAll("\\p{Cntrl}", "?"),
                    "is no path that this system can have: " + e.getReason(),
                    "Rename the file, or set a UTF-8 locale such as LC_ALL=C.UTF-8 if its name is not plain ASCII."));
        }
    }

    /**
     * The regular file that a file names: in its own directory or below, links followed. Empty if the name is absolute, climbs
     * with {@code ..}, leads out of the directory over a link, or is no regular file.
     *
     * @param owner the file that holds the name
     */
    public static Optional<Path> beside(Path owner, String name) {
        Path directory = owner.toAbsolutePath().getParent();
        try {
            Path relative = Path.of(name);
            if (directory == null || name.isBlank() || relative.isAbsolute() || climbs(relative)) {
                return Optional.empty();
            }
            Path file = directory.resolve(relative).toRealPath();
            return file.startsWith(directory.toRealPath()) && Files.isRegularFile(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean climbs(Path relative) {
        for (Path part : relative) {
            if (part.endsWith("..")) {
                return true;
            }
        }
        return false;
    }
}
