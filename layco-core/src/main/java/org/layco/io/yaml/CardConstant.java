package org.layco.io.yaml;

import java.util.function.DoubleFunction;

/**
 * A constant of kind {@code assumed} on a card of the library.
 *
 * @param card name of the cell or accelerator
 * @param key its path in the card, keys of the card's base included
 * @param value as written
 * @param source what the card says about it
 * @param scaled what the card gives with this constant alone multiplied; throws {@link org.layco.io.InvalidInputException}
 *     outside the constant's range
 */
public record CardConstant<T>(String card, String key, String value, String source, DoubleFunction<T> scaled) {}
