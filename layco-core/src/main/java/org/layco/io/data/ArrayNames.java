package org.layco.io.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which arrays hold images, and what the labels that belong to them are called. */
final class ArrayNames {
    private static final Pattern IMAGES =
            Pattern.compile("(?<=^|[_.-])(x|images?|data)(?=$|[_.-])", Pattern.CASE_INSENSITIVE);
    private static final List<String> LABELS = List.of("y", "Y", "labels", "label", "targets", "target");

    private ArrayNames() {}

    /** Whether a name has the word x, images or data: {@code x_test}, {@code test_images}, {@code data}. */
    static boolean isImages(String name) {
        return IMAGES.matcher(name).find();
    }

    /** The first name that exists when that word is replaced by y, labels or targets. */
    static Optional<String> labelsOf(String images, Predicate<String> exists) {
        Matcher word = IMAGES.matcher(images);
        if (!word.find()) {
            return Optional.empty();
        }
        return LABELS.stream()
                .map(labels -> images.substring(0, word.start()) + labels + images.substring(word.end()))
                .filter(exists)
                .findFirst();
    }
}
