package org.layco.study;

import java.util.Optional;

/**
 * An age of the buffer at which accuracy is to be measured.
 *
 * @param seconds since it was new, positive
 * @param inferencesPerSecond until then, positive; absent: one after the other
 */
public record BufferAge(double seconds, Optional<Double> inferencesPerSecond) {
    public BufferAge {
        if (!(seconds > 0 && inferencesPerSecond.orElse(1.0) > 0)) {
            throw new IllegalArgumentException(
                    "An age of %s s at %s inferences a second is none. Give positive numbers."
                            .formatted(seconds, inferencesPerSecond.orElse(1.0)));
        }
    }
}
