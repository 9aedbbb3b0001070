package org.layco.mapping;

import java.util.List;

/**
 * A value that is written to the feature-map buffer: the input of at least one MVM layer, stored once however many
 * layers and skip edges read it.
 *
 * @param value name of the value
 * @param elements codes of one image
 * @param readers indices of the MVM layers that read it, ascending; the first one's operating point is the map's
 * @param producedAt schedule step that produces it, -1 for the image itself
 * @param lastReadAt last schedule step that reads it, digital skip edges included
 */
public record FeatureMap(String value, int elements, List<Integer> readers, int producedAt, int lastReadAt) {
    public FeatureMap {
        readers = List.copyOf(readers);
        if (readers.isEmpty() || lastReadAt <= producedAt) {
            throw new IllegalArgumentException("Feature map %s is produced at step %d and last read at step %d."
                    .formatted(value, producedAt, lastReadAt));
        }
    }

    /** Whether the map occupies the buffer while step {@code step} runs. A step's output coexists with its inputs. */
    public boolean isLiveAt(int step) {
        return producedAt <= step && step <= lastReadAt;
    }
}
