package org.layco.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.layco.device.BitErrorModel;

/**
 * A network at one operating point, ready to run.
 *
 * @param layers one setting per MVM layer
 * @param weightErrors what a faulty weight cell does to its bit
 * @param inputErrors what a failed write of an input cell does to its bit
 */
public record Scenario(List<LayerSetting> layers, BitErrorModel weightErrors, BitErrorModel inputErrors) {
    public Scenario {
        layers = List.copyOf(layers);
    }

    /** The same scenario with one layer's setting replaced. */
    public Scenario with(int layer, LayerSetting setting) {
        List<LayerSetting> changed = new ArrayList<>(layers);
        changed.set(layer, setting);
        return new Scenario(changed, weightErrors, inputErrors);
    }

    /** The same scenario with every layer's setting changed. */
    public Scenario withEach(UnaryOperator<LayerSetting> change) {
        return new Scenario(layers.stream().map(change).toList(), weightErrors, inputErrors);
    }
}
