package org.layco.mapping;

import java.util.List;

/**
 * A value that is written to the feature-map buffer: the input of at least one MVM layer, stored once however many
 * layers and skip edges read it. Time is counted in stages: stage k is the k-th MVM layer with the digital segments behind
 * it, which work position by position, so that a stage's input and output are in the buffer at once.
 *
 * @param value name of the value
 * @param elements codes of one image
 * @param readers indices of the MVM layers that read it, ascending; the first one's operating point is the map's
 * @param producedAt schedule step that produces it, -1 for the image itself
 * @param firstStage stage that writes it, 0 for the image itself
 * @param lastStage last stage that reads it, digital skip edges included
 */
public record FeatureMap(
        String value, int elements, List<Integer> readers, int producedAt, int firstStage, int lastStage) {
    public FeatureMap {
        readers = List.copyOf(readers);
        if (readers.isEmpty() || lastStage < firstStage) {
            throw new IllegalArgumentException("Feature map %s is written in stage %d and last read in stage %d."
                    .formatted(value, firstStage, lastStage));
        }
    }

    /** Whether the map occupies the buffer during a stage. */
    public boolean isLiveAt(int stage) {
        return firstStage <= stage && stage <= lastStage;
    }
}
