package org.layco.hardware;

/**
 * A level of a chip's hierarchy: crossbar arrays with everything that is built beside them.
 *
 * @param name as the paper calls it: {@code ima}, {@code tile}, {@code chip}
 * @param arrays crossbar arrays in one unit of this level, at least 1
 */
public record Level(String name, long arrays) {
    /** The name of the lowest level: one crossbar array. */
    public static final String ARRAY = "array";

    public Level {
        if (name.equals(ARRAY)) {
            throw new IllegalArgumentException(
                    "A level cannot be called '%s'. Name what holds arrays.".formatted(name));
        }
        if (arrays < 1) {
            throw new IllegalArgumentException(
                    "Level '%s' must hold at least one array, not %d.".formatted(name, arrays));
        }
    }
}
