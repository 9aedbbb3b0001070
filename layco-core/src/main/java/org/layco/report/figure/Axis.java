package org.layco.report.figure;

import java.util.Locale;
import org.layco.units.Dimension;

/**
 * An axis.
 *
 * @param title what it measures, for people, unit included
 * @param column the same as the name of a CSV column, unit included: {@code energy_j}
 * @param scale where values lie
 * @param format how it writes them
 */
record Axis(String title, String column, Scale scale, Format format) {
    /** How an axis writes a value. */
    enum Format {
        /** {@code 0.25}. */
        PLAIN,
        /** A share of 0..1 as {@code 25%}. */
        PERCENT,
        /** {@code 10⁻³}. */
        POWER,
        /** {@code 10×}. */
        TIMES,
        /** {@code 1.60}. */
        VOLTS,
        /** Joules as {@code 20 µJ}. */
        ENERGY,
        /** Square metres as {@code 2.5 mm²}. */
        AREA;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String of(double value) {
            return switch (this) {
                case PLAIN -> Notation.tick(value);
                case PERCENT -> Notation.tick(100 * value) + "%";
                case POWER -> Notation.rate(value);
                case TIMES -> Notation.tick(value) + "×";
                case VOLTS -> String.format(Locale.ROOT, "%.2f", value);
                case ENERGY -> Notation.tick(value, Dimension.ENERGY);
                case AREA -> Notation.tick(value, Dimension.AREA);
            };
        }
    }

    String tick(double value) {
        return format.of(value);
    }
}
