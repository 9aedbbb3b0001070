package org.layco.hardware;

import java.util.Arrays;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/**
 * A CMOS node at a supply voltage, the point at which a component's energy and area are stated.
 *
 * <p>Energies move between nodes by the polynomials of Stillmaker and Baas ("Scaling equations for the accurate
 * prediction of CMOS device performance from 180 nm to 7 nm", Integration 58, 2017), E ~ a V^2 + b V + c, areas by the
 * same paper's area factors. At one node energies scale as V^2.
 *
 * @param nodeMetres feature size in metres
 * @param supplyVolts supply voltage in volts, 0.4..1.5
 */
public record Technology(double nodeMetres, double supplyVolts) {
    private static final double NANO = 1e-9;
    private static final double MIN_SUPPLY_VOLTS = 0.4;
    private static final double MAX_SUPPLY_VOLTS = 1.5;

    /** Where figures may be moved to, for people. */
    static final String VALIDITY = "130..7 nm, 0.4..1.5 V";

    private enum Node {
        NM_130(130, 7.171, -6.709, 2.904, 4.3),
        NM_90(90, 4.762, -4.781, 2.092, 1.9),
        NM_65(65, 3.755, -4.398, 1.975, 1),
        NM_45(45, 1.103, -0.362, 0.2767, 0.66),
        NM_32(32, 0.9559, -0.7823, 0.471, 0.31),
        NM_20(20, 0.373, -0.1582, 0.04104, 0.14),
        NM_16(16, 0.2958, -0.1241, 0.03024, 0.13),
        NM_14(14, 0.2363, -0.09675, 0.02239, 0.12),
        NM_10(10, 0.2068, -0.09311, 0.02375, 0.068),
        NM_7(7, 0.1776, -0.09097, 0.02447, 0.039);

        private final double nanometres;
        private final double quadratic;
        private final double linear;
        private final double constant;
        /** Area of a circuit relative to 65 nm. */
        private final double areaTo65;

        Node(double nanometres, double quadratic, double linear, double constant, double areaTo65) {
            this.nanometres = nanometres;
            this.quadratic = quadratic;
            this.linear = linear;
            this.constant = constant;
            this.areaTo65 = areaTo65;
        }

        double energy(double volts) {
            return (quadratic * volts + linear) * volts + constant;
        }
    }

    public Technology {
        if (!(nodeMetres > 0)) {
            throw new IllegalArgumentException("nodeMetres (%s) must be positive.".formatted(nodeMetres));
        }
        if (!(supplyVolts >= MIN_SUPPLY_VOLTS && supplyVolts <= MAX_SUPPLY_VOLTS)) {
            throw new IllegalArgumentException("supplyVolts (%s V) is outside [%s, %s] V."
                    .formatted(supplyVolts, MIN_SUPPLY_VOLTS, MAX_SUPPLY_VOLTS));
        }
    }

    /** Factor that brings an energy stated at this point to {@code target}. */
    public double energyFactor(Technology target) {
        if (sameNode(target)) {
            double ratio = target.supplyVolts / supplyVolts;
            return ratio * ratio;
        }
        return target.node().energy(target.supplyVolts) / node().energy(supplyVolts);
    }

    /** Factor that brings an area stated at this node to that of {@code target}. */
    public double areaFactor(Technology target) {
        if (sameNode(target)) {
            return 1;
        }
        return target.node().areaTo65 / node().areaTo65;
    }

    private boolean sameNode(Technology other) {
        return Math.abs(nodeMetres - other.nodeMetres) < 1e-3 * NANO;
    }

    private Node node() {
        return Arrays.stream(Node.values())
                .filter(node -> Math.abs(node.nanometres * NANO - nodeMetres) < 1e-3 * NANO)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No scaling from or to %s. State the figure at 130, 90, 65, 45, 32, 20, 16, 14, 10 or 7 nm."
                                .formatted(Quantity.format(nodeMetres, Dimension.LENGTH))));
    }
}
