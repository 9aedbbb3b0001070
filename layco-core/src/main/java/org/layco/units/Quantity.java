package org.layco.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a dimension.
 *
 * @param si the value in the dimension's SI unit; finite
 * @param dimension what it measures
 */
public record Quantity(double si, Dimension dimension) {
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*(.*?)\\s*");
    private static final int SHOWN_DIGITS = 3;

    public Quantity {
        if (!Double.isFinite(si)) {
            throw new IllegalArgumentException("A quantity must be finite, not " + si + " " + dimension.siUnit() + ".");
        }
    }

    /**
     * Reads a quantity of the dimension {@code expected}, for example {@code 0.6 pJ}.
     *
     * @throws QuantityFormatException if the text is no number, has no unit, or has a unit of another dimension
     */
    public static Quantity parse(String text, Dimension expected) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new QuantityFormatException(
                    "'%s' is not a number with a unit".formatted(text),
                    "Write for example '%s'.".formatted(expected.example()));
        }
        String number = written.group(1);
        String unit = written.group(2);
        if (unit.isEmpty()) {
            throw new QuantityFormatException(
                    "'%s' has no unit".formatted(text.strip()),
                    "Write for example '%s'.".formatted(expected.example()));
        }
        double factor = expected.factor(unit).orElseThrow(() -> wrongUnit(text.strip(), unit, expected));
        // Decimal exponents go through the parser, so that '0.6 pJ' is the double nearest to 0.6e-12.
        return new Quantity(scaled(Double.parseDouble(number), factor), expected);
    }

    /** The quantity for people: three significant digits and an engineering prefix, as in {@code 12.3 uJ}. */
    public String format() {
        return format(si, dimension);
    }

    /** {@code si} for people: three significant digits and an engineering prefix, as in {@code 12.3 uJ}. */
    public static String format(double si, Dimension dimension) {
        if (!dimension.prefixesOnOutput() || si == 0) {
            return significant(si) + " " + dimension.siUnit();
        }
        int power = dimension.prefixPower();
        // Squared prefixes are a million apart, so areas go down to a tenth of a unit before the prefix changes.
        double least = power == 1 ? 1 : 0.1;
        double rounded = Math.abs(threeDigits(si));
        Prefix best = Prefix.ATTO;
        for (Prefix prefix : Prefix.values()) {
            if (rounded >= least * (1 - 1e-12) * Math.pow(10, prefix.exponent() * power)) {
                best = prefix;
            }
        }
        return significant(si / Math.pow(10, best.exponent() * power)) + " " + best.symbol() + dimension.siUnit();
    }

    private static double scaled(double number, double factor) {
        double inverse = Math.rint(1 / factor);
        return factor < 1 && 1 / inverse == factor ? number / inverse : number * factor;
    }

    private static double threeDigits(double value) {
        return new BigDecimal(value).round(new MathContext(SHOWN_DIGITS)).doubleValue();
    }

    private static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(threeDigits(value))) + 1e-9);
        if (magnitude < -SHOWN_DIGITS || magnitude >= 3 * SHOWN_DIGITS) {
            return String.format(Locale.ROOT, "%." + (SHOWN_DIGITS - 1) + "e", value);
        }
        return String.format(Locale.ROOT, "%." + Math.max(0, SHOWN_DIGITS - 1 - magnitude) + "f", value);
    }

    private static QuantityFormatException wrongUnit(String text, String unit, Dimension expected) {
        for (Dimension other : Dimension.values()) {
            if (other.factor(unit).isPresent()) {
                return new QuantityFormatException(
                        "'%s' is a quantity of %s, not of %s".formatted(text, words(other), words(expected)),
                        "Write for example '%s'.".formatted(expected.example()));
            }
        }
        return new QuantityFormatException(
                "'%s' is not a unit of %s".formatted(unit, words(expected)),
                "Units are case-sensitive; write for example '%s'.".formatted(expected.example()));
    }

    private static String words(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
