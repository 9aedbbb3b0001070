package org.layco.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a file, or an array in one, is meant for, as its name tells. */
enum FileRole {
    /** A word of the name begins with {@code test} or {@code t10k}. */
    TEST,
    /** A word of the name begins with {@code train}, or the name with {@code data_batch}. */
    TRAINING,
    /** Neither. */
    UNNAMED;

    static FileRole of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : lower.split("[^a-z0-9]+")) {
            if (word.startsWith("test") || word.startsWith("t10k")) {
                return TEST;
            }
            if (word.startsWith("train")) {
                return TRAINING;
            }
        }
        return lower.startsWith("data_batch") ? TRAINING : UNNAMED;
    }

    /** Those of the best role there is, in the order given; empty if none has one of the roles. */
    static <T> List<T> best(List<T> items, Function<T, String> name, List<FileRole> roles) {
        for (FileRole role : roles) {
            List<T> found = new ArrayList<>();
            for (T item : items) {
                if (of(name.apply(item)) == role) {
                    found.add(item);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
