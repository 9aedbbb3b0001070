package org.layco.io.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * Images and labels as stored, with the names that messages about them use.
 *
 * @param trainingOnly whether an archive had nothing but training images to offer where others were wanted
 */
record LabelledArrays(
        String imagesName, NumericArray images, String labelsName, NumericArray labels, boolean trainingOnly) {
    private static final int[] CIFAR_SHAPE = {3, 32, 32};
    private static final int CIFAR_PIXELS = 3 * 32 * 32;
    private static final int CIFAR_RECORD = 1 + CIFAR_PIXELS;
    private static final int CIFAR_100_RECORD = 2 + CIFAR_PIXELS;

    /** Reads what one file, or pair of files, holds. */
    static LabelledArrays read(LabelledFile file, List<FileRole> roles) throws IOException {
        return switch (file) {
            case LabelledFile.Idx idx ->
                ofIdx(
                        idx.images().toString(),
                        CheckedSource.content(idx.images()),
                        idx.labels().toString(),
                        CheckedSource.content(idx.labels()));
            case LabelledFile.Npy npy ->
                new LabelledArrays(
                        npy.images().toString(),
                        readNpy(npy.images()),
                        npy.labels().toString(),
                        readNpy(npy.labels()),
                        false);
            case LabelledFile.Npz npz -> readNpz(npz.file(), roles);
            case LabelledFile.Cifar cifar -> ofCifar(cifar.file().toString(), CheckedSource.content(cifar.file()));
        };
    }

    static LabelledArrays ofIdx(String imagesName, byte[] images, String labelsName, byte[] labels) throws IOException {
        IdxFile imagesFile = IdxFile.parse(imagesName, images);
        IdxFile labelsFile = IdxFile.parse(labelsName, labels);
        return new LabelledArrays(
                imagesName,
                new NumericArray(imagesFile.dims(), new NumericArray.Values.Bytes(imagesFile.data())),
                labelsName,
                new NumericArray(labelsFile.dims(), new NumericArray.Values.Bytes(labelsFile.data())),
                false);
    }

    /** CIFAR-10's binary version: records of a label byte and 3 x 32 x 32 pixels (Krizhevsky, 2009). */
    static LabelledArrays ofCifar(String name, byte[] content) throws DataFileException {
        int count = content.length / CIFAR_RECORD;
        int rest = content.length % CIFAR_RECORD;
        if (count == 0 || rest != 0) {
            boolean hundred = content.length > 0 && content.length % CIFAR_100_RECORD == 0;
            throw new DataFileException(
                    name,
                    (long) count * CIFAR_RECORD,
                    "%d bytes are not whole CIFAR-10 records of %d bytes; record %d has only %d"
                            .formatted(content.length, CIFAR_RECORD, count, rest),
                    hundred
                            ? "These may be CIFAR-100 records, with two labels each: convert them to NPZ."
                            : CheckedSource.FETCH_AGAIN);
        }
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * CIFAR_PIXELS];
        for (int i = 0; i < count; i++) {
            labels[i] = content[i * CIFAR_RECORD];
            System.arraycopy(content, i * CIFAR_RECORD + 1, pixels, i * CIFAR_PIXELS, CIFAR_PIXELS);
        }
        int[] dims = {count, CIFAR_SHAPE[0], CIFAR_SHAPE[1], CIFAR_SHAPE[2]};
        return new LabelledArrays(
                name,
                new NumericArray(dims, new NumericArray.Values.Bytes(pixels)),
                name,
                new NumericArray(new int[] {count}, new NumericArray.Values.Bytes(labels)),
                false);
    }

    private static NumericArray readNpy(Path file) throws IOException {
        try (CheckedSource source =
                new CheckedSource(file.toString(), new ByteArrayInputStream(CheckedSource.content(file)))) {
            return NpyFile.read(source);
        }
    }

    private static LabelledArrays readNpz(Path file, List<FileRole> roles) throws IOException {
        try (NpzFile npz = NpzFile.open(file)) {
            List<String> all = npz.arrays();
            List<String> images =
                    FileRole.best(all.stream().filter(ArrayNames::isImages).toList(), name -> name, roles);
            Optional<String> labels =
                    images.size() == 1 ? ArrayNames.labelsOf(images.getFirst(), all::contains) : Optional.empty();
            if (labels.isEmpty()) {
                throw new InvalidInputException(Diagnostic.of(
                        file.toString(),
                        "of the arrays %s it is not clear which are the images and which their labels".formatted(all),
                        "Name them x and y (or images and labels, data and targets), or x_test and y_test."));
            }
            String chosen = images.getFirst();
            return new LabelledArrays(
                    file + "[" + chosen + "]",
                    npz.array(chosen),
                    file + "[" + labels.get() + "]",
                    npz.array(labels.get()),
                    FileRole.of(chosen) == FileRole.TRAINING && roles.getFirst() != FileRole.TRAINING);
        }
    }
}
