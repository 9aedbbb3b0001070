package org.layco.bench;

import java.util.Locale;

/**
 * The time of one comparison of designs in a warm process.
 *
 * @param name of the row
 * @param seconds elapsed, the median of some runs
 * @param secondsMin of the fastest
 * @param secondsMax of the slowest
 * @param mustSeconds that it may take
 * @param network compared on
 * @param designs compared
 */
public record CompareRow(
        String name,
        double seconds,
        double secondsMin,
        double secondsMax,
        double mustSeconds,
        String network,
        int designs)
        implements TimedRow {
    @Override
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-28s %.3f s, %.3f..%.3f (must %.0f s): %d designs on %s",
                name,
                seconds,
                secondsMin,
                secondsMax,
                mustSeconds,
                designs,
                network);
    }
}
