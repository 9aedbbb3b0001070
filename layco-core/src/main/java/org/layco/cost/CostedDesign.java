package org.layco.cost;

import java.util.List;
import org.layco.mapping.OperatingPoint;
import org.layco.network.Network;

/**
 * A design at its operating points, with what it costs.
 *
 * @param baseline the design and its plan
 * @param points of every layer, in the network's order
 * @param cost of one inference
 */
public record CostedDesign(Baseline baseline, List<OperatingPoint> points, CostEstimate cost) {
    public CostedDesign {
        points = List.copyOf(points);
    }

    /** A design with its cost on a network. */
    public static CostedDesign of(Network network, Baseline baseline, CostEstimate cost) {
        return new CostedDesign(baseline, baseline.plan().operatingPoints(network), cost);
    }

    /** True if both are the same hardware at other points. */
    public boolean onHardwareOf(CostedDesign other) {
        return baseline.accelerator().builtAs(other.baseline.accelerator());
    }
}
