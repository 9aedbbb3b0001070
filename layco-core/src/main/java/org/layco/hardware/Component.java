package org.layco.hardware;

import java.util.Optional;
import org.layco.source.Knowable;

/**
 * A circuit that repeats over the chip: what one action takes and what one copy occupies.
 *
 * @param energyJoules of one action at {@code statedAt}, at least 0
 * @param areaSquareMetres of one copy at {@code statedAt}, at least 0
 * @param leakageWatts of one copy, if a source gives it
 * @param copies how many are built
 * @param hertz actions a second of one copy that is busy, if the source states them
 * @param statedAt the node and supply the figures hold for
 */
public record Component(
        double energyJoules,
        double areaSquareMetres,
        Knowable<Double> leakageWatts,
        Copies copies,
        Optional<Double> hertz,
        Technology statedAt) {
    /**
     * How many copies of a circuit a chip has.
     *
     * @param perArray copies for each crossbar array, at least 0; a fraction where arrays share one
     * @param level the level of the hierarchy they are built in, {@link Level#ARRAY} if beside the array itself
     */
    public record Copies(double perArray, String level) {
        /** No copies of its own: part of another circuit. */
        public static final Copies NONE = new Copies(0, Level.ARRAY);

        public Copies {
            if (!(perArray >= 0)) {
                throw new IllegalArgumentException("Copies per array (%s) must be at least 0.".formatted(perArray));
            }
        }
    }

    public Component {
        if (!(energyJoules >= 0 && areaSquareMetres >= 0)) {
            throw new IllegalArgumentException(
                    "Energy (%s J) and area (%s m2) must be at least 0.".formatted(energyJoules, areaSquareMetres));
        }
    }

    /** Joules of one action in a design at {@code technology}. */
    public double energyJoules(Technology technology) {
        return energyJoules * statedAt.energyFactor(technology);
    }

    /** Square metres of one copy in a design at {@code technology}. */
    public double areaSquareMetres(Technology technology) {
        return areaSquareMetres == 0 ? 0 : areaSquareMetres * statedAt.areaFactor(technology);
    }

    /** Square metres of all copies that serve one array in a design at {@code technology}. */
    public double areaPerArraySquareMetres(Technology technology) {
        return copies.perArray() == 0 ? 0 : copies.perArray() * areaSquareMetres(technology);
    }
}
