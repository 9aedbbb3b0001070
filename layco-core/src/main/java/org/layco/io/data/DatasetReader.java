package org.layco.io.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.layco.accuracy.Dataset;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * Reads labelled images for a network: IDX pairs (plain or .gz), CIFAR-10 binary, NPZ archives and NPY pairs.
 *
 * <p>A path is a file, with its labels beside it, or a directory. In a directory, files whose names say test (or t10k)
 * are used; where there are none, files that say nothing; where there are only training files, these, with a warning
 * that the data set carries. The same holds for the arrays of an NPZ archive. Several CIFAR-10 batches are one data set.
 *
 * <p>Arrays of images are (N, C, H, W), (N, H, W, C), (N, H, W) or flat (N, elements). Integers must be 0..255 and are
 * pixels like any others; floats were scaled by their author, and are not divided by 255 again ({@link
 * org.layco.accuracy.Preprocessing}). Labels are integers 0..classes - 1, (N) or (N, 1).
 */
public final class DatasetReader {
    private static final List<FileRole> EVALUATION = List.of(FileRole.TEST, FileRole.UNNAMED, FileRole.TRAINING);
    private static final List<FileRole> TRAINING = List.of(FileRole.TRAINING, FileRole.UNNAMED);

    private final List<Integer> inputShape;
    private final int classes;

    /**
     * A reader of data for one network.
     *
     * @param inputShape of the network, without the batch dimension
     * @param classes number of its class scores, at least 2
     */
    public DatasetReader(List<Integer> inputShape, int classes) {
        this.inputShape = List.copyOf(inputShape);
        this.classes = classes;
    }

    /**
     * Reads data to measure accuracy on.
     *
     * @throws InvalidInputException with all that is wrong with the files
     */
    public Dataset readForEvaluation(Path path) {
        return read(path, EVALUATION);
    }

    /**
     * Reads data to train on; in a directory, never files that are named for testing.
     *
     * @throws InvalidInputException with all that is wrong with the files
     */
    public Dataset readForTraining(Path path) {
        return read(path, TRAINING);
    }

    /** The files that belong to a file of images: its labels, where they are in a file of their own beside it. */
    public static List<Path> filesBeside(Path images) {
        return DataFiles.beside(images);
    }

    /**
     * Reads a pair of IDX files from memory, such as the embedded data set.
     *
     * @param name of the data set
     * @param imagesFile name of the file of images, for the record
     * @param images its content, plain or gzip
     * @param labelsFile name of the file of labels, for the record
     * @param labels its content, plain or gzip
     * @throws InvalidInputException with all that is wrong with the contents
     */
    public Dataset readIdx(String name, String imagesFile, byte[] images, String labelsFile, byte[] labels) {
        try {
            return dataset(
                    name,
                    List.of(LabelledArrays.ofIdx(imagesFile, images, labelsFile, labels)),
                    List.of(imagesFile, labelsFile),
                    List.of());
        } catch (IOException unreadable) {
            throw new InvalidInputException(diagnostic(name, unreadable));
        }
    }

    private Dataset read(Path path, List<FileRole> roles) {
        List<LabelledFile> files;
        try {
            files = DataFiles.find(path, roles);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new InvalidInputException(diagnostic(path.toString(), unreadable));
        }
        List<Diagnostic> problems = new ArrayList<>();
        List<LabelledArrays> parts = new ArrayList<>();
        for (LabelledFile file : files) {
            try {
                parts.add(LabelledArrays.read(file, roles));
            } catch (IOException unreadable) {
                problems.add(diagnostic(file.files().getFirst().toString(), unreadable));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Path fileName = path.toAbsolutePath().normalize().getFileName();
        String name = fileName == null ? path.toString() : DataFiles.stem(fileName.toString());
        return dataset(name, parts, DataFiles.names(files), warnings(files, parts, roles));
    }

    private Dataset dataset(String name, List<LabelledArrays> parts, List<String> files, List<String> warnings) {
        DatasetParts checked = new DatasetParts(inputShape, classes);
        parts.forEach(checked::add);
        return checked.dataset(name, files, warnings);
    }

    private static List<String> warnings(List<LabelledFile> files, List<LabelledArrays> parts, List<FileRole> roles) {
        boolean wanted = roles.getFirst() == FileRole.TRAINING;
        boolean training = files.stream().anyMatch(file -> FileRole.of(file.name()) == FileRole.TRAINING)
                || parts.stream().anyMatch(LabelledArrays::trainingOnly);
        if (wanted || !training) {
            return List.of();
        }
        return List.of(
                "The images come from training files (%s). A network that was trained on them does better there than"
                                .formatted(String.join(", ", DataFiles.names(files)))
                        + " elsewhere, and so may the plan: the certificate holds for such images only.");
    }

    private static Diagnostic diagnostic(String place, Exception unreadable) {
        if (unreadable instanceof DataFileException file) {
            return Diagnostic.of(file.file(), "byte " + file.byteOffset() + ": " + file.problem(), file.remedy());
        }
        return Diagnostic.of(place, "it cannot be read: " + unreadable.getMessage(), "Check the file's permissions.");
    }
}
