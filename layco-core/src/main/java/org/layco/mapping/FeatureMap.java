package org.layco.mapping;

import java.util.List;

/**
 * A value in the feature-map buffer, stored once however many layers and skip edges read it: the input of at least one MVM
 * layer, or a value that is carried to a later stage because digital operators need it there.
 *
 * <p>Time is counted in stages, one per MVM layer with the digital segments behind it, and each stage in two moments: it
 * reads (moment 2k), then it writes (2k + 1). A stage works position by position, so what it reads at a position for
 * the last time makes room for what it writes there; what it reads through a window stays until the stage has ended.
 *
 * @param value name of the value
 * @param elements codes of one image
 * @param readers indices of the MVM layers that read it, ascending; of a carried value the layer at whose operating point
 *     it is stored. The first one's operating point is the map's
 * @param producedAt schedule step that produces it, -1 for the image itself
 * @param firstMoment moment that writes it, 0 for the image itself
 * @param lastMoment last moment at which it is needed, digital skip edges included
 * @param parts carried values that it is concatenated from and whose place it takes: they need not be written again
 */
public record FeatureMap(
        String value,
        int elements,
        List<Integer> readers,
        int producedAt,
        int firstMoment,
        int lastMoment,
        List<String> parts) {
    public FeatureMap {
        readers = List.copyOf(readers);
        parts = List.copyOf(parts);
        if (readers.isEmpty() || lastMoment < firstMoment) {
            throw new IllegalArgumentException("Feature map %s is written at moment %d and last needed at moment %d."
                    .formatted(value, firstMoment, lastMoment));
        }
    }

    /** Whether the map occupies the buffer at a moment. */
    public boolean isLiveAt(int moment) {
        return firstMoment <= moment && moment <= lastMoment;
    }
}
