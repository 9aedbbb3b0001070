package org.layco.accuracy;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A data set cut into the part that calibration and search may see and the part that certifies. The hash of an image's
 * content alone decides where it belongs and when its turn comes, so that membership is simple random, independent of
 * any seed, of the order of files and of the other images. Of images with the same content the first is kept.
 *
 * @param search indices in hashed order; not to be modified
 * @param certification indices in hashed order; not to be modified
 * @param duplicates images left out because an earlier one has the same content
 */
public record DataSplit(int[] search, int[] certification, int duplicates) {
    /** The share of images for the search unless another is asked for: about 2,000 of 10,000. */
    public static final double DEFAULT_SEARCH_SHARE = 0.2;

    /**
     * Splits a data set.
     *
     * @param searchShare expected share of images for the search, in (0, 1)
     */
    public static DataSplit of(Dataset data, double searchShare) {
        if (!(searchShare > 0 && searchShare < 1)) {
            throw new IllegalArgumentException("searchShare (%s) must lie in (0, 1).".formatted(searchShare));
        }
        ImageDigest[] digests = ImageDigest.ofImages(data);
        Integer[] order = new Integer[digests.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(i -> digests[i]));
        int[] distinct = new int[order.length];
        int count = 0;
        int inSearch = 0;
        for (Integer image : order) {
            if (count > 0 && digests[image].equals(digests[distinct[count - 1]])) {
                continue;
            }
            distinct[count++] = image;
            if (digests[image].position() < searchShare) {
                inSearch++;
            }
        }
        // The order is the digest's own, so the search part, all digests below the share, is a prefix.
        int[] search = Arrays.copyOf(distinct, inSearch);
        int[] certification = Arrays.copyOfRange(distinct, inSearch, count);
        requireBoth(search, certification, "the data");
        return new DataSplit(search, certification, order.length - count);
    }

    /** The first images of both parts, in proportion, together {@code images} of them (or all, if there are fewer). */
    public DataSplit limitedTo(int images) {
        int all = search.length + certification.length;
        if (images >= all) {
            return this;
        }
        int fewerSearch = Math.toIntExact(Math.round((double) images * search.length / all));
        int[] first = Arrays.copyOf(search, fewerSearch);
        int[] second = Arrays.copyOf(certification, images - fewerSearch);
        requireBoth(first, second, "a limit of " + images);
        return new DataSplit(first, second, duplicates);
    }

    private static void requireBoth(int[] search, int[] certification, String origin) {
        if (search.length == 0 || certification.length == 0) {
            throw new IllegalArgumentException(
                    "With %s, %d images fall to the search and %d to certification; both need some. Use more images."
                            .formatted(origin, search.length, certification.length));
        }
    }
}
