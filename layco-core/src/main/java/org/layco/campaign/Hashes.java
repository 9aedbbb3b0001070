package org.layco.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.layco.io.yaml.YamlTree;
import org.layco.study.Builds;

/** Hashes of points, in which files count by their content and not by their place. Each file is read once. */
final class Hashes {
    private static final String ABSENT = "absent";

    private final String made;
    private final Map<Path, String> contents = new HashMap<>();

    Hashes(Builds builds, String shipped) {
        this.made = builds.text() + "\nshipped " + shipped + "\n";
    }

    /** A point with its key. */
    Point point(int number, YamlTree.Block study) {
        List<Point.Input> inputs = new ArrayList<>();
        YamlTree.Block identity = study;
        for (Map.Entry<String, Path> file : Grid.files(study).entrySet()) {
            String content = content(file.getKey(), file.getValue());
            inputs.add(new Point.Input(
                    file.getKey(),
                    file.getValue().toString(),
                    String.valueOf(file.getValue().getFileName()),
                    content));
            identity = identity.with(file.getKey(), new YamlTree.Items(List.of(new YamlTree.Text(content))));
        }
        String key = sha256((made + identity.json()).getBytes(StandardCharsets.UTF_8));
        return new Point(number, key, study, Grid.shown(study), inputs);
    }

    private String content(String role, Path path) {
        return contents.computeIfAbsent(path, missing -> {
            try {
                return hash(role, missing);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + missing, e);
            }
        });
    }

    /** Of the file itself only the content counts, of those that belong to it the name too. */
    private static String hash(String role, Path path) throws IOException {
        if (!Files.exists(path)) {
            return ABSENT;
        }
        MessageDigest digest = sha256();
        InputFiles files = InputFiles.of(role, path);
        if (files.main().isPresent()) {
            add(digest, files.main().get());
        }
        for (Path file : files.others()) {
            digest.update((file.getFileName() + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
            add(digest, file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestOutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(sink);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
