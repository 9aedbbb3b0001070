package org.layco.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.layco.campaign.InputFiles;
import org.layco.campaign.Point;

/**
 * Hands the files of inputs to Spark, each once, under a name that says its content. Spark streams them from the disk to every
 * executor, once, so that neither side needs memory for them.
 */
final class Dispatch implements AutoCloseable {
    private final JavaSparkContext context;
    private final Path names;
    private final Map<Point.Input, Luggage.Packed> sent = new HashMap<>();

    Dispatch(JavaSparkContext context) {
        this.context = context;
        try {
            this.names = Files.createTempDirectory("layco-inputs-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory for the names of inputs", e);
        }
    }

    /** Inputs by the path under which studies name them. */
    Map<String, Luggage.Packed> send(List<Point.Input> inputs) {
        Map<String, Luggage.Packed> packed = new HashMap<>();
        inputs.forEach(input -> packed.put(input.path(), sent.computeIfAbsent(input, this::pack)));
        return packed;
    }

    private Luggage.Packed pack(Point.Input input) {
        try {
            InputFiles content = InputFiles.of(input.role(), Path.of(input.path()));
            String place = input.sha256() + "/" + input.name();
            String directory = content.main().isPresent() ? input.sha256() : place;
            Map<String, String> files = new HashMap<>();
            for (Path file : Stream.concat(content.main().stream(), content.others().stream())
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                files.put(directory + "/" + name, send(input.sha256() + "-" + name, file));
            }
            return new Luggage.Packed(place, files);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send " + input.path(), e);
        }
    }

    private String send(String name, Path file) throws IOException {
        Path link = names.resolve(name);
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, file.toRealPath());
            context.addFile(link.toUri().toString());
        }
        return name;
    }

    /** Removes the names; Spark must have ended. */
    @Override
    public void close() {
        try (Stream<Path> links = Files.list(names)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
            Files.delete(names);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + names, e);
        }
    }
}
