package org.layco.cost;

import java.util.Locale;

/**
 * Time of one pipeline stage: an MVM layer at all its positions, on one copy of its weights.
 *
 * @param layer name of the MVM layer
 * @param seconds for one inference
 * @param bound what takes longest at a position
 */
public record Stage(String layer, double seconds, Bound bound) {
    /** What a stage waits for. */
    public enum Bound {
        /** Crossbar cycles, one per input slice. */
        CROSSBAR,
        /** Writes of partial sums, one per input slice. */
        PARTIAL_SUM_WRITE,
        /** Input converters. */
        INPUT_CONVERSION,
        /** Output converters. */
        OUTPUT_CONVERSION;

        /** The key used in JSON and CSV. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
