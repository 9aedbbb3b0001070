package org.layco.hardware;

import org.layco.source.Knowable;

/**
 * A circuit that repeats over the chip: what one action takes and what one copy occupies.
 *
 * @param energyJoules of one action at {@code statedAt}, at least 0
 * @param areaSquareMetres of one copy at {@code statedAt}, at least 0
 * @param leakageWatts of one copy, if a source gives it
 * @param perArray copies for each crossbar array, at least 0; a fraction where arrays share one
 * @param statedAt the node and supply the figures hold for
 */
public record Component(
        double energyJoules,
        double areaSquareMetres,
        Knowable<Double> leakageWatts,
        double perArray,
        Technology statedAt) {
    public Component {
        if (!(energyJoules >= 0 && areaSquareMetres >= 0 && perArray >= 0)) {
            throw new IllegalArgumentException(
                    "Energy (%s J), area (%s m2) and copies per array (%s) must be at least 0."
                            .formatted(energyJoules, areaSquareMetres, perArray));
        }
    }

    /** Joules of one action in a design at {@code technology}. */
    public double energyJoules(Technology technology) {
        return energyJoules * statedAt.energyFactor(technology);
    }

    /** Square metres of all copies that serve one array in a design at {@code technology}. */
    public double areaPerArraySquareMetres(Technology technology) {
        return perArray == 0 ? 0 : perArray * areaSquareMetres * statedAt.areaFactor(technology);
    }

    /** Watts that all copies that serve one array leak, if known. */
    public Knowable<Double> leakagePerArrayWatts() {
        return leakageWatts.map(watts -> watts * perArray);
    }
}
