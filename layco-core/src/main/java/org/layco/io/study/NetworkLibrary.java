package org.layco.io.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.layco.inference.OnnxRuntime;
import org.layco.io.Diagnostic;
import org.layco.io.InputPath;
import org.layco.io.InvalidInputException;
import org.layco.io.onnx.OnnxReader;
import org.layco.io.yaml.Spelling;
import org.layco.network.Network;
import org.layco.network.reference.ReferenceNetworks;

/**
 * Networks by name or file: those embedded in the program, reference networks without weights, ONNX files. A file goes before
 * a name. ONNX Runtime is started for ONNX files only.
 */
public final class NetworkLibrary {
    private NetworkLibrary() {}

    /** All names: embedded networks, then reference networks. */
    public static List<String> names() {
        return Stream.concat(Embedded.MODELS.stream(), ReferenceNetworks.names().stream())
                .toList();
    }

    /**
     * The network.
     *
     * @throws InvalidInputException if there is neither a file nor a network of this name, or the file cannot be used
     */
    public static Network read(String nameOrFile) {
        Path file = InputPath.of(nameOrFile);
        if (Files.exists(file)) {
            return new OnnxReader(OnnxRuntime.start()).read(file);
        }
        if (Embedded.MODELS.contains(nameOrFile)) {
            return new OnnxReader(OnnxRuntime.start()).read(Embedded.model(nameOrFile, temporaryDirectory()));
        }
        return ReferenceNetworks.find(nameOrFile)
                .orElseThrow(() -> new InvalidInputException(Diagnostic.of(
                        nameOrFile,
                        "there is no such file and no network of this name",
                        Spelling.suggestion(nameOrFile, names()))));
    }

    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("layco-embedded");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }
}
