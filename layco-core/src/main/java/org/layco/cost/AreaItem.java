package org.layco.cost;

import org.layco.source.Kind;

/**
 * Area of one kind of component.
 *
 * @param component what
 * @param squareMetres all copies together
 * @param kind how the area came to be known
 */
public record AreaItem(String component, double squareMetres, Kind kind) {
    public AreaItem {
        if (!(squareMetres >= 0 && Double.isFinite(squareMetres))) {
            throw new IllegalArgumentException("%s cannot occupy %s m2.".formatted(component, squareMetres));
        }
    }
}
