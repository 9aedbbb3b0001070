package org.layco.bench;

import java.util.Locale;

/**
 * The time and the proven gap of one exact placement.
 *
 * @param name of the row
 * @param seconds elapsed
 * @param mustSeconds that it may take
 * @param gap proven between the plan and the best there can be, 0..1
 * @param mustGap that it may be
 * @param network placed
 * @param operands feature maps, weights and partial sums
 * @param voltages candidate write voltages
 * @param partitions at most
 * @param greedyOverExact cost of the greedy mapping over that of the plan
 */
public record PlacementRow(
        String name,
        double seconds,
        double mustSeconds,
        double gap,
        double mustGap,
        String network,
        int operands,
        int voltages,
        int partitions,
        double greedyOverExact)
        implements TimedRow {
    @Override
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-28s %.1f s (must %.0f s), gap %.3f %% (must %.0f %%): %s, %d operands, %d voltages, %d partitions;"
                        + " greedy mapping %.2fx",
                name,
                seconds,
                mustSeconds,
                100 * gap,
                100 * mustGap,
                network,
                operands,
                voltages,
                partitions,
                greedyOverExact);
    }
}
