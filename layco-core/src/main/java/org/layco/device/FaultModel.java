package org.layco.device;

import java.util.Optional;

/**
 * Everything that goes wrong with the cells of a memory at a given mean write-error probability: what a failed write leaves
 * behind (EM0, EM3) and where failures concentrate (EM1, EM2, weak cells, stuck cells). Every part may be combined with
 * every other.
 *
 * @param outcome which stored bits a failed write turns over
 * @param bitlines how bitlines differ
 * @param wordlines how wordlines differ
 * @param weakCells cells that fail often
 * @param stuckCells cells that ignore writes
 */
public record FaultModel(
        BitErrorModel outcome,
        Optional<LineWeakness> bitlines,
        Optional<LineWeakness> wordlines,
        Optional<WeakCells> weakCells,
        Optional<StuckCells> stuckCells) {

    /** The model in which all cells are alike. */
    public static FaultModel of(BitErrorModel outcome) {
        return new FaultModel(outcome, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same model with the stuck cells of an age. */
    public FaultModel withStuckCells(StuckCells stuck) {
        return new FaultModel(outcome, bitlines, wordlines, weakCells, Optional.of(stuck));
    }

    /** Failure probability where a weak bitline crosses a weak wordline over the mean, at least 1. */
    public double highestFactor() {
        return bitlines.map(LineWeakness::factor).orElse(1.0)
                * wordlines.map(LineWeakness::factor).orElse(1.0);
    }

    /** Failure probability where no line is weak over the mean, 0..1. */
    public double lowestFactor() {
        return bitlines.map(LineWeakness::strongFactor).orElse(1.0)
                * wordlines.map(LineWeakness::strongFactor).orElse(1.0);
    }
}
