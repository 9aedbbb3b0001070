package org.layco.cost;

import java.util.Optional;
import org.layco.activity.Action;
import org.layco.network.Operand;
import org.layco.source.Kind;

/**
 * Energy of one kind of action of one layer in one inference.
 *
 * @param layer name of the MVM layer
 * @param action what is done
 * @param actions how often
 * @param energyJoules all of them together
 * @param kind how the energy per action came to be known
 */
public record CostItem(String layer, Action action, long actions, double energyJoules, Kind kind) {
    public CostItem {
        if (actions < 0 || !(energyJoules >= 0 && Double.isFinite(energyJoules))) {
            throw new IllegalArgumentException(
                    "Layer %s: %d x %s cannot take %s J.".formatted(layer, actions, action.key(), energyJoules));
        }
    }

    /** The operand it is charged to, if one. */
    public Optional<Operand> operand() {
        return action.operand();
    }

    /** True if the energy per action is an assumption. */
    public boolean assumed() {
        return kind == Kind.ASSUMED;
    }
}
