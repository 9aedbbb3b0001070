package org.layco.inference;

import java.util.Arrays;
import java.util.List;

/**
 * One run of the plan on one image and one chip. With the study's seed, {@code chip} keys everything that is fixed per
 * chip, and {@code chip}, {@code image} and {@code replicate} key everything that is drawn anew for each run.
 *
 * @param image index in the data set
 * @param replicate 0, 1, ... for repeated runs of the same image
 * @param chip number of the chip; equal numbers are the same chip
 */
public record Trial(int image, int replicate, long chip) {
    /** Most replicates of an image. */
    public static final int MAX_REPLICATES = 1 << 20;

    private static final long FRESH = 1L << 62;

    public Trial {
        if (image < 0 || replicate < 0 || replicate >= MAX_REPLICATES || chip < 0) {
            throw new IllegalArgumentException(
                    "Trial (image %d, replicate %d, chip %d) is outside its range.".formatted(image, replicate, chip));
        }
    }

    /** A trial on a chip that no other image, no other replicate and no numbered chip shares. */
    public static Trial onFreshChip(int image, int replicate) {
        return new Trial(image, replicate, FRESH | (long) image * MAX_REPLICATES | replicate);
    }

    /** One trial on a fresh chip for each image. */
    public static List<Trial> onFreshChips(int[] images, int replicate) {
        return Arrays.stream(images)
                .mapToObj(image -> onFreshChip(image, replicate))
                .toList();
    }

    /**
     * A trial on a chip that all images may share.
     *
     * @param chip 0..2^31 - 1
     */
    public static Trial onChip(int image, int replicate, int chip) {
        return new Trial(image, replicate, chip);
    }
}
