package org.layco.device;

import java.util.Optional;
import org.layco.source.Sourced;

/**
 * What a card knows about its cell's faults beyond the mean write-error probability, each with its source. What it does
 * not give, the cell does not have.
 *
 * @param weakBitlines how bitlines differ
 * @param weakWordlines how wordlines differ
 * @param weakCells cells that fail often
 * @param stuckCells cells that ignore writes from the start
 * @param levels of a multi-level cell
 */
public record FaultParameters(
        Optional<Sourced<LineWeakness>> weakBitlines,
        Optional<Sourced<LineWeakness>> weakWordlines,
        Optional<Sourced<WeakCells>> weakCells,
        Optional<Sourced<StuckCells>> stuckCells,
        Optional<Sourced<LevelGaussians>> levels) {
    /** The fault model of these parameters and an outcome of failed writes. */
    public FaultModel model(BitErrorModel outcome) {
        return new FaultModel(
                outcome,
                weakBitlines.map(Sourced::value),
                weakWordlines.map(Sourced::value),
                weakCells.map(Sourced::value),
                stuckCells.map(Sourced::value));
    }
}
