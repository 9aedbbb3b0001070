package org.layco.cost;

import java.util.List;

/**
 * Energy of one layer in one inference.
 *
 * @param items one per kind of action that happens
 */
public record LayerCost(List<CostItem> items) {
    public LayerCost {
        items = List.copyOf(items);
    }

    /** Joules of all items, added in their order. */
    public double energyJoules() {
        return items.stream().mapToDouble(CostItem::energyJoules).sum();
    }
}
