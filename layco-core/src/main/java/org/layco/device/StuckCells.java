package org.layco.device;

/**
 * Physical cells, fixed per chip, that no write changes: stuck-at faults of worn cells. Low resistance reads 1, high
 * resistance 0.
 *
 * @param share of the cells that are stuck, 0..1
 * @param lowResistanceShare share of the stuck cells whose resistance is low, 0..1
 */
public record StuckCells(double share, double lowResistanceShare) {
    /** Over-stressed cells stay mostly in low resistance; no source gives the share: assumed. */
    public static final double DEFAULT_LOW_RESISTANCE_SHARE = 0.9;

    public StuckCells {
        if (!(share >= 0 && share <= 1 && lowResistanceShare >= 0 && lowResistanceShare <= 1)) {
            throw new IllegalArgumentException(
                    "share (%s) and lowResistanceShare (%s) must lie in [0, 1].".formatted(share, lowResistanceShare));
        }
    }
}
