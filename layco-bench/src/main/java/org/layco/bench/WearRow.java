package org.layco.bench;

import java.util.Locale;

/**
 * The time of a simulated lifetime.
 *
 * @param name of the row
 * @param seconds elapsed, the fastest of some runs
 * @param mustSeconds that it may take
 * @param years simulated
 * @param inferencesPerSecond during these years
 * @param cells of one chip's buffer
 * @param chips simulated, for each of two spreads of the endurance
 */
public record WearRow(
        String name,
        double seconds,
        double mustSeconds,
        double years,
        double inferencesPerSecond,
        long cells,
        int chips)
        implements TimedRow {
    @Override
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-28s %.3f s (must %.0f s): %.0f years at %.0f/s, %,d cells, %d chips twice",
                name,
                seconds,
                mustSeconds,
                years,
                inferencesPerSecond,
                cells,
                chips);
    }
}
