package org.layco.io.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.layco.accuracy.Dataset;
import org.layco.io.data.DatasetReader;

/** The networks and data that come with the program. */
final class Embedded {
    static final String DEFAULT_MODEL = "fashion_resnet8";
    static final String DEFAULT_DATA = "fashion_mnist";
    static final List<String> MODELS = List.of(DEFAULT_MODEL, "fashion_lenet5");

    private static final String ROOT = "/org/layco/embedded/";
    private static final String IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String LABELS = "t10k-labels-idx1-ubyte.gz";

    private Embedded() {}

    /** An embedded network, copied to a file in {@code directory}. */
    static Path model(String name, Path directory) {
        Path file = directory.resolve(name + ".onnx");
        try {
            Files.write(file, bytes(name + ".onnx"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the embedded network to " + file, e);
        }
    }

    /** The Fashion-MNIST test images. */
    static Dataset data(DatasetReader reader) {
        return reader.readIdx(
                DEFAULT_DATA, IMAGES, bytes("fashion-mnist/" + IMAGES), LABELS, bytes("fashion-mnist/" + LABELS));
    }

    /** Everything that is embedded, one after the other. */
    static List<byte[]> everything() {
        return Stream.concat(
                        MODELS.stream().map(name -> name + ".onnx"),
                        Stream.of("fashion-mnist/" + IMAGES, "fashion-mnist/" + LABELS))
                .map(Embedded::bytes)
                .toList();
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Embedded.class.getResourceAsStream(ROOT + resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + resource + ".");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the program's resource " + resource, e);
        }
    }
}
