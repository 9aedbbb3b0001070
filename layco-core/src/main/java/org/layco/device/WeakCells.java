package org.layco.device;

/**
 * Physical cells, fixed per chip, that fail often, in addition to the failures of every cell (the weak cells of EDEN, MICRO
 * 2019; p_fault and p_err of Stutz et al., MLSys 2021).
 *
 * @param share of the cells that are weak, 0..1
 * @param failure probability, 0..1, that a write of a weak cell fails for its weakness
 */
public record WeakCells(double share, double failure) {
    public WeakCells {
        if (!(share >= 0 && share <= 1 && failure >= 0 && failure <= 1)) {
            throw new IllegalArgumentException(
                    "share (%s) and failure (%s) must lie in [0, 1].".formatted(share, failure));
        }
    }
}
