package org.layco.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network at one operating point, ready to run.
 *
 * @param layers one setting per MVM layer
 * @param crossbars the cells that hold weights
 * @param buffer the cells that hold feature maps and partial sums
 */
public record Scenario(List<LayerSetting> layers, Memory crossbars, Memory buffer) {
    public Scenario {
        layers = List.copyOf(layers);
    }

    /** The same scenario with one layer's setting replaced. */
    public Scenario with(int layer, LayerSetting setting) {
        List<LayerSetting> changed = new ArrayList<>(layers);
        changed.set(layer, setting);
        return new Scenario(changed, crossbars, buffer);
    }

    /** The same scenario with every layer's setting changed. */
    public Scenario withEach(UnaryOperator<LayerSetting> change) {
        return new Scenario(layers.stream().map(change).toList(), crossbars, buffer);
    }
}
