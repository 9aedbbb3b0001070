package org.layco.study.claims;

import java.util.List;
import org.layco.hardware.Style;

/**
 * Hardware of one array style and what it assumes.
 *
 * @param style of plan and baselines
 * @param hardware as the cards have it
 * @param constants every one of kind {@code assumed} in it
 */
public record AssumedHardware(Style style, Hardware hardware, List<AssumedConstant> constants) {
    public AssumedHardware {
        constants = List.copyOf(constants);
    }
}
