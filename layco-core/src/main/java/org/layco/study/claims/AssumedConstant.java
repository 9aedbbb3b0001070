package org.layco.study.claims;

import java.util.function.DoubleFunction;
import org.layco.source.Knowable;

/**
 * A constant of kind {@code assumed} that the designs rest on.
 *
 * @param card where it stands: the name of a design or a cell
 * @param key its place in that card: {@code feature_maps.read_bit.energy}
 * @param value as written there
 * @param source what the card says about it
 * @param scaled the hardware with this constant alone multiplied by a positive factor, or why there is none
 */
public record AssumedConstant(
        String card, String key, String value, String source, DoubleFunction<Knowable<Hardware>> scaled) {}
