package org.layco.io.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** Finds the files of a data set: at a path given by the user, a file or a directory. */
final class DataFiles {
    static final String FORMATS =
            "Give IDX files (t10k-images-idx3-ubyte[.gz]), CIFAR-10 binary (test_batch.bin), NPZ (x, y) or NPY files.";

    private static final String GZ = ".gz";
    private static final List<String> ENDINGS_OF_NAMES = List.of("-idx3-ubyte", ".idx3-ubyte");

    private DataFiles() {}

    /**
     * The files to read, in name order: the file given with the labels beside it, or those of a directory that have the
     * best role.
     */
    static List<LabelledFile> find(Path path, List<FileRole> roles) throws IOException {
        if (Files.isDirectory(path)) {
            return inDirectory(path, roles);
        }
        if (!Files.isRegularFile(path)) {
            throw invalid(path, "there is no such file or directory", "Check the path. " + FORMATS);
        }
        return List.of(recognise(path).orElseThrow(() -> labelsMissing(path)));
    }

    /** What is read beside a file that is given; nothing if it is not known. */
    static List<Path> beside(Path file) {
        return recognise(file)
                .map(LabelledFile::files)
                .map(files -> files.subList(1, files.size()))
                .orElse(List.of());
    }

    private static List<LabelledFile> inDirectory(Path directory, List<FileRole> roles) throws IOException {
        // By name without .gz: a plain file and its compressed copy are one.
        TreeMap<String, LabelledFile> found = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (looksLikeImages(file)) {
                LabelledFile labelled = recognise(file).orElseThrow(() -> labelsMissing(file));
                found.putIfAbsent(withoutGz(labelled.name()), labelled);
            }
        }
        List<LabelledFile> best = FileRole.best(List.copyOf(found.values()), LabelledFile::name, roles);
        if (best.isEmpty()) {
            throw invalid(
                    directory,
                    found.isEmpty()
                            ? "the directory has no data files"
                            : "the directory has only files of another role: " + found.keySet(),
                    FORMATS);
        }
        boolean batches = best.stream().allMatch(LabelledFile.Cifar.class::isInstance);
        if (best.size() > 1 && !batches) {
            throw invalid(
                    directory,
                    "several data sets are meant equally: "
                            + best.stream().map(LabelledFile::name).toList(),
                    "Give the path of one of them.");
        }
        return best;
    }

    private static boolean looksLikeImages(Path file) {
        String name = withoutGz(file.getFileName().toString());
        if (name.endsWith(".npz") || name.endsWith(".bin")) {
            return true;
        }
        return name.endsWith(".npy") ? ArrayNames.isImages(stem(name)) : isIdx(name);
    }

    private static boolean isIdx(String name) {
        return ENDINGS_OF_NAMES.stream().anyMatch(name::endsWith);
    }

    /** The images of a file with their labels; empty if the labels are missing. */
    private static Optional<LabelledFile> recognise(Path file) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".npz")) {
            return Optional.of(new LabelledFile.Npz(file));
        }
        if (lower.endsWith(".bin")) {
            return Optional.of(new LabelledFile.Cifar(file));
        }
        if (lower.endsWith(".npy")) {
            return ArrayNames.labelsOf(stem(name), stem -> Files.isRegularFile(file.resolveSibling(stem + ".npy")))
                    .map(stem -> new LabelledFile.Npy(file, file.resolveSibling(stem + ".npy")));
        }
        return idxLabels(file).map(labels -> new LabelledFile.Idx(file, labels));
    }

    private static Optional<Path> idxLabels(Path images) {
        String name = withoutGz(images.getFileName().toString());
        String labels = name.replace("images", "labels").replace("idx3", "idx1");
        if (labels.equals(name)) {
            return Optional.empty();
        }
        return Stream.of(labels, labels + GZ)
                .map(images::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static InvalidInputException labelsMissing(Path file) {
        String name = withoutGz(file.getFileName().toString());
        if (isIdx(name)) {
            String labels = name.replace("images", "labels").replace("idx3", "idx1");
            return invalid(
                    file,
                    "the labels are missing: there is no " + labels + " beside it",
                    "Put it there, plain or .gz.");
        }
        if (name.endsWith(".npy") && ArrayNames.isImages(stem(name))) {
            return invalid(
                    file,
                    "the labels are missing: there is no .npy file beside it of the same name with y, labels or targets",
                    "Save the labels of x_test.npy as y_test.npy, or both in one NPZ as x and y.");
        }
        return invalid(file, "this is not a file of images in a known format", FORMATS);
    }

    private static InvalidInputException invalid(Path place, String message, String help) {
        return new InvalidInputException(Diagnostic.of(place.toString(), message, help));
    }

    private static String withoutGz(String name) {
        return name.endsWith(GZ) ? name.substring(0, name.length() - GZ.length()) : name;
    }

    /** A name without its last extension. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    static List<String> names(List<LabelledFile> parts) {
        List<String> names = new ArrayList<>();
        for (LabelledFile part : parts) {
            part.files().forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
