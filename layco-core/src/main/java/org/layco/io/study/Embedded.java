package org.layco.io.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The networks and data that come with the program, copied out of it when they are asked for. */
final class Embedded {
    static final String DEFAULT_MODEL = "fashion_resnet8";
    static final String DEFAULT_DATA = "fashion_mnist";
    static final List<String> MODELS = List.of(DEFAULT_MODEL, "fashion_lenet5");

    private static final String ROOT = "/org/layco/embedded/";
    private static final List<String> DATA_FILES =
            List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");

    private Embedded() {}

    /** An embedded network as a file in {@code directory}. */
    static Path model(String name, Path directory) {
        return copy(name + ".onnx", directory.resolve(name + ".onnx"));
    }

    /** The embedded data as files in a directory below {@code directory}. */
    static Path data(Path directory) {
        Path folder = directory.resolve("fashion-mnist");
        for (String file : DATA_FILES) {
            copy("fashion-mnist/" + file, folder.resolve(file));
        }
        return folder;
    }

    private static Path copy(String resource, Path target) {
        try (InputStream in = Embedded.class.getResourceAsStream(ROOT + resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + resource + ".");
            }
            Files.createDirectories(target.getParent());
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + resource + " to " + target, e);
        }
    }
}
