package org.layco.accuracy;

import java.util.Arrays;
import java.util.List;

/**
 * Labelled images.
 *
 * @param name for people, such as the files' common stem
 * @param shape of every image
 * @param pixels of all images
 * @param labels one per image, 0..classes - 1; not to be modified
 * @param classes number of classes, at least 2
 * @param files names of the files it was read from, without directories, for the record
 * @param warnings what a reader of results must know about these data, as sentences
 */
public record Dataset(
        String name,
        ImageShape shape,
        Pixels pixels,
        int[] labels,
        int classes,
        List<String> files,
        List<String> warnings) {
    public Dataset {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        if ((long) labels.length * shape.elements() != pixels.elements()) {
            throw new IllegalArgumentException("%s has %d labels but %d pixels, which are not %d images of %s."
                    .formatted(name, labels.length, pixels.elements(), labels.length, shape));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "Label %d of image %d of %s is outside [0, %d].".formatted(labels[i], i, name, classes - 1));
            }
        }
    }

    /** Number of images. */
    public int images() {
        return labels.length;
    }

    /** SHA-256 of shape, pixels and labels in order, lower-case hex; the same whatever file format they came in. */
    public String sha256() {
        return ImageDigest.ofDataset(this);
    }

    /** The data set restricted to its first {@code count} images, for quick tests. */
    public Dataset first(int count) {
        int elements = count * shape.elements();
        Pixels fewer = switch (pixels) {
            case Pixels.Bytes bytes -> new Pixels.Bytes(Arrays.copyOf(bytes.values(), elements));
            case Pixels.Floats floats -> new Pixels.Floats(Arrays.copyOf(floats.values(), elements));
        };
        return new Dataset(name, shape, fewer, Arrays.copyOf(labels, count), classes, files, warnings);
    }
}
