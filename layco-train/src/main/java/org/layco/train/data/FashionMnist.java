package org.layco.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.layco.io.data.DataFileException;
import org.layco.io.data.IdxFile;

/**
 * The Fashion-MNIST data set (Xiao, Rasul, Vollgraf, arXiv:1708.07747, 2017): 28 x 28 grey images of ten kinds of clothes,
 * 60,000 for training and 10,000 for the test.
 *
 * @param training images to learn from
 * @param test images to measure the finished network on
 */
public record FashionMnist(LabelledImages training, LabelledImages test) {
    private static final int CLASSES = 10;

    /**
     * Reads the four files of the data set, plain or with the ending {@code .gz}.
     *
     * @throws DataFileException if a file is missing, damaged or does not fit its companion
     */
    public static FashionMnist read(Path directory) throws IOException {
        return new FashionMnist(readPart(directory, "train"), readPart(directory, "t10k"));
    }

    private static LabelledImages readPart(Path directory, String part) throws IOException {
        Path imageFile = find(directory, part + "-images-idx3-ubyte");
        Path labelFile = find(directory, part + "-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile);
        IdxFile labels = IdxFile.read(labelFile);
        int[] dims = images.dims();
        if (dims.length != 3) {
            throw new DataFileException(
                    imageFile.toString(),
                    3,
                    "images need 3 dimensions, but there are " + dims.length,
                    remedy(directory));
        }
        if (labels.dims().length != 1 || labels.count() != images.count()) {
            throw new DataFileException(
                    labelFile.toString(),
                    4,
                    labels.data().length + " labels do not fit " + images.count() + " images",
                    remedy(directory));
        }
        return new LabelledImages(
                images.count(), 1, dims[1], dims[2], images.data(), classes(labelFile, labels.data()));
    }

    private static int[] classes(Path file, byte[] labels) throws IOException {
        int[] classes = new int[labels.length];
        for (int n = 0; n < labels.length; n++) {
            classes[n] = labels[n] & 0xff;
            if (classes[n] >= CLASSES) {
                throw new DataFileException(
                        file.toString(),
                        8L + n,
                        "label " + classes[n] + " is outside the range 0 to " + (CLASSES - 1),
                        "Give the labels of Fashion-MNIST.");
            }
        }
        return classes;
    }

    private static Path find(Path directory, String name) throws IOException {
        Path compressed = directory.resolve(name + ".gz");
        Path plain = directory.resolve(name);
        if (Files.exists(compressed)) {
            return compressed;
        }
        if (Files.exists(plain)) {
            return plain;
        }
        throw new DataFileException(
                plain.toString(), 0, "there is no such file, with or without .gz", remedy(directory));
    }

    private static String remedy(Path directory) {
        return "Put the four files of Fashion-MNIST into " + directory
                + ", or install Debian's package dataset-fashion-mnist and give /usr/share/datasets/fashion-mnist.";
    }
}
