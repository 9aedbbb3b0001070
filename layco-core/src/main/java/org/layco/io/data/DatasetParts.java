package org.layco.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.layco.accuracy.Dataset;
import org.layco.accuracy.ImageShape;
import org.layco.accuracy.Pixels;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** Checks stored images and labels against a network and joins them to a data set; collects all that is wrong. */
final class DatasetParts {
    private static final int LARGEST_PIXEL = 255;
    /** Numbers of channels of ordinary images: grey, colour, colour with a fourth band. */
    private static final Set<Integer> USUAL_CHANNELS = Set.of(1, 3, 4);

    private final List<Integer> inputShape;
    private final int classes;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** Images and labels that have passed. */
    private record Part(ImageShape shape, Pixels pixels, int[] labels) {}

    /** How the dimensions after the first are to be read. */
    private record Reading(ImageShape shape, boolean channelsLast) {}

    DatasetParts(List<Integer> inputShape, int classes) {
        this.inputShape = inputShape;
        this.classes = classes;
    }

    void add(LabelledArrays arrays) {
        int before = problems.size();
        NumericArray images = arrays.images();
        Optional<Reading> reading = reading(images.dims());
        if (reading.isEmpty()) {
            problem(
                    arrays.imagesName(),
                    "images of shape %s (first dimension: images) do not fit the network's input %s"
                            .formatted(Arrays.toString(images.dims()), inputShape),
                    "Give images of the network's height, width and channels.");
        }
        Optional<Pixels> pixels = pixels(arrays.imagesName(), images);
        Optional<int[]> labels = labels(arrays);
        if (problems.size() == before) {
            Reading read = reading.orElseThrow();
            Pixels ordered = read.channelsLast ? channelsFirst(pixels.orElseThrow(), read.shape) : pixels.orElseThrow();
            parts.add(new Part(read.shape, ordered, labels.orElseThrow()));
        }
    }

    Dataset dataset(String name, List<String> files, List<String> warnings) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        // Several parts are CIFAR-10 batches: bytes of one shape.
        if (parts.size() == 1) {
            Part part = parts.getFirst();
            return new Dataset(name, part.shape, part.pixels, part.labels, classes, files, warnings);
        }
        long elements = parts.stream().mapToLong(part -> part.pixels.elements()).sum();
        if (elements > CheckedSource.MAX_DATA_BYTES) {
            throw new InvalidInputException(Diagnostic.of(
                    name, "the files hold %d bytes, more than 1 GiB".formatted(elements), "Give fewer files."));
        }
        byte[] pixels = new byte[(int) elements];
        int filled = 0;
        for (Part part : parts) {
            if (!(part.pixels instanceof Pixels.Bytes bytes)) {
                throw new IllegalStateException("Only batches of bytes are joined.");
            }
            System.arraycopy(bytes.values(), 0, pixels, filled, bytes.elements());
            filled += bytes.elements();
        }
        int[] labels =
                parts.stream().flatMapToInt(part -> Arrays.stream(part.labels)).toArray();
        return new Dataset(name, parts.getFirst().shape, new Pixels.Bytes(pixels), labels, classes, files, warnings);
    }

    /** What the dimensions mean, where that fits the network's input. */
    private Optional<Reading> reading(int[] dims) {
        return switch (dims.length) {
            case 4 -> {
                var first = new Reading(new ImageShape(dims[1], dims[2], dims[3]), false);
                var last = new Reading(new ImageShape(dims[3], dims[1], dims[2]), true);
                boolean clearlyLast = USUAL_CHANNELS.contains(dims[3]) && !USUAL_CHANNELS.contains(dims[1]);
                yield Optional.of(clearlyLast || !fits(first) ? last : first).filter(this::fits);
            }
            case 3 ->
                Optional.of(new Reading(new ImageShape(1, dims[1], dims[2]), false))
                        .filter(this::fits);
            case 2 ->
                Optional.of(new Reading(flatShape(dims[1]), false))
                        .filter(flat -> flat.shape.elements() == dims[1] && fits(flat));
            default -> Optional.empty();
        };
    }

    /** The shape of flat images: they are in the order of the network's input, and take its shape if it is (C, H, W). */
    private ImageShape flatShape(int elements) {
        return inputShape.size() == 3
                ? new ImageShape(inputShape.get(0), inputShape.get(1), inputShape.get(2))
                : new ImageShape(1, 1, elements);
    }

    private boolean fits(Reading reading) {
        return reading.shape.layoutFor(inputShape).isPresent();
    }

    private Optional<Pixels> pixels(String name, NumericArray images) {
        return switch (images.values()) {
            case NumericArray.Values.Bytes bytes -> Optional.of(new Pixels.Bytes(bytes.values()));
            case NumericArray.Values.Integers integers -> bytes(name, integers.values(), images.count());
            case NumericArray.Values.Floats floats -> finite(name, floats.values(), images.count());
        };
    }

    private Optional<Pixels> bytes(String name, long[] values, int images) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > LARGEST_PIXEL) {
                problem(
                        name,
                        "integer pixel %d of image %d is outside [0, %d]"
                                .formatted(values[i], i / (values.length / images), LARGEST_PIXEL),
                        "Store pixels as uint8, or scaled as float32.");
                return Optional.empty();
            }
            bytes[i] = (byte) values[i];
        }
        return Optional.of(new Pixels.Bytes(bytes));
    }

    private Optional<Pixels> finite(String name, float[] values, int images) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                problem(
                        name,
                        "pixel %d of image %d is %s"
                                .formatted(i % (values.length / images), i / (values.length / images), values[i]),
                        "Replace or remove the image.");
                return Optional.empty();
            }
        }
        return Optional.of(new Pixels.Floats(values));
    }

    private Optional<int[]> labels(LabelledArrays arrays) {
        NumericArray labels = arrays.labels();
        String name = arrays.labelsName();
        if (labels.elements() != labels.count()) {
            problem(
                    name,
                    "labels of shape %s are not one number per image".formatted(Arrays.toString(labels.dims())),
                    "Store class indices, for instance by numpy.argmax(labels, axis=1).");
            return Optional.empty();
        }
        if (labels.count() != arrays.images().count()) {
            problem(
                    name,
                    "%d labels do not match the %d images of %s"
                            .formatted(labels.count(), arrays.images().count(), arrays.imagesName()),
                    "Give the labels that belong to these images.");
        }
        return switch (labels.values()) {
            case NumericArray.Values.Bytes bytes -> {
                long[] wide = new long[bytes.values().length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = Byte.toUnsignedLong(bytes.values()[i]);
                }
                yield inRange(name, wide);
            }
            case NumericArray.Values.Integers integers -> inRange(name, integers.values());
            case NumericArray.Values.Floats ignored -> {
                problem(name, "labels are stored as floats", "Store them as integers, 0..%d.".formatted(classes - 1));
                yield Optional.empty();
            }
        };
    }

    private Optional<int[]> inRange(String name, long[] labels) {
        int[] result = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                problem(
                        name,
                        "label %d of image %d is outside [0, %d], the network's classes"
                                .formatted(labels[i], i, classes - 1),
                        "Give labels of the classes the network was trained on, counted from 0.");
                return Optional.empty();
            }
            result[i] = (int) labels[i];
        }
        return Optional.of(result);
    }

    private static Pixels channelsFirst(Pixels pixels, ImageShape shape) {
        return switch (pixels) {
            case Pixels.Bytes bytes -> {
                byte[] target = new byte[bytes.elements()];
                for (int i = 0; i < target.length; i++) {
                    target[i] = bytes.values()[channelsLastIndex(i, shape)];
                }
                yield new Pixels.Bytes(target);
            }
            case Pixels.Floats floats -> {
                float[] target = new float[floats.elements()];
                for (int i = 0; i < target.length; i++) {
                    target[i] = floats.values()[channelsLastIndex(i, shape)];
                }
                yield new Pixels.Floats(target);
            }
        };
    }

    /** Where the element that stands at {@code index} in (N, C, H, W) stands in (N, H, W, C). */
    private static int channelsLastIndex(int index, ImageShape shape) {
        int area = shape.height() * shape.width();
        int image = index / shape.elements();
        int channel = index % shape.elements() / area;
        int position = index % area;
        return image * shape.elements() + position * shape.channels() + channel;
    }

    private void problem(String place, String message, String help) {
        problems.add(Diagnostic.of(place, message, help));
    }
}
