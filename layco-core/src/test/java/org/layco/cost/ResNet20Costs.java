package org.layco.cost;

import java.util.Collections;
import java.util.Map;
import org.layco.device.MemoryCell;
import org.layco.hardware.Accelerator;
import org.layco.io.yaml.HardwareLibrary;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;
import org.layco.network.Network;

/** Plans of ResNet-20 with one operating point for all layers, and what they cost with the default cell. */
final class ResNet20Costs {
    static final HardwareLibrary LIBRARY = HardwareLibrary.shipped();
    static final MemoryCell CELL = LIBRARY.cell("default");
    static final Network NETWORK = ResNet20.network();

    private ResNet20Costs() {}

    static Plan plan(Accelerator accelerator, int bits, double inputVolts, double partialSumVolts) {
        OperatingPoint point = new OperatingPoint(bits, bits, Math.min(bits, 8), inputVolts, partialSumVolts);
        return new PlanAssembler(accelerator, CELL)
                .assemble(NETWORK, Collections.nCopies(NETWORK.mvmLayers().size(), point));
    }

    static CostEstimate cost(Accelerator accelerator, Plan plan) {
        return new CostModel(accelerator, CELL).estimate(NETWORK, plan, Map.of());
    }
}
