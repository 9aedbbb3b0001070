package org.layco.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.layco.units.Dimension;
import org.layco.units.Quantity;

/**
 * How numbers look to people: three significant digits, engineering prefixes, thin spaces between thousands, powers of
 * ten with superscripts, a no-break space before every unit. The same in every locale.
 */
public final class Notation {
    /** What stands for an absent figure. */
    public static final String ABSENT = "n/a";

    private static final char NO_BREAK = '\u00a0';
    private static final char THIN = '\u202f';
    private static final char MINUS = '\u2212';
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int DIGITS = 3;
    /** Counts and factors from here on are written as powers of ten. */
    private static final double POWERS_FROM = 1e7;

    private static final double FINE_POINTS_BELOW = 0.1;

    private Notation() {}

    /** A quantity: {@code 12.3 µJ}, {@code 0.42 mm²}. */
    public static String quantity(double si, Dimension dimension) {
        return minus(Quantity.format(si, dimension)
                .replaceAll(" u", " µ")
                .replaceAll("m2$", "m²")
                .replace(' ', NO_BREAK));
    }

    /** An accuracy of 0..1: {@code 91.93 %}. */
    public static String accuracy(double ratio) {
        return decimals(100 * ratio, 2) + NO_BREAK + "%";
    }

    /** A share of 0..1: {@code 39.0 %}. */
    public static String share(double ratio) {
        return decimals(100 * ratio, 1) + NO_BREAK + "%";
    }

    /** A confidence of 0..1, as short as it goes: {@code 95 %}. */
    public static String confidence(double ratio) {
        return minus(plain(BigDecimal.valueOf(ratio).movePointRight(2))) + NO_BREAK + "%";
    }

    /** Percentage points: {@code 0.31 pp}; a third decimal below 0.1. */
    public static String points(double pp) {
        return decimals(pp, pp != 0 && Math.abs(pp) < FINE_POINTS_BELOW ? 3 : 2) + NO_BREAK + "pp";
    }

    /** A limit in percentage points, as short as it goes: {@code 1 pp}. */
    public static String limit(double pp) {
        return minus(plain(BigDecimal.valueOf(pp))) + NO_BREAK + "pp";
    }

    /** An error rate: {@code 2.1×10⁻³}. */
    public static String rate(double rate) {
        return rate == 0 ? "0" : power(rate, 2);
    }

    /** A ratio: {@code 14.2×}. */
    public static String times(double ratio) {
        return number(ratio) + "×";
    }

    /** A number of things: {@code 655 360}, {@code 3.80×10⁹}. */
    public static String count(double count) {
        return Math.abs(count) >= POWERS_FROM ? power(count, DIGITS) : grouped(Math.rint(count));
    }

    /** As {@link #count(double)}. */
    public static String count(long count) {
        return count((double) count);
    }

    /** A pure number with about three significant digits: {@code 14.2}, {@code 0.91}, {@code 3 150}. */
    public static String number(double value) {
        double magnitude = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (magnitude >= POWERS_FROM || magnitude < 1e-3) {
            return power(value, DIGITS);
        }
        if (magnitude >= 100) {
            return grouped(Math.rint(value));
        }
        return decimals(value, magnitude >= 9.995 ? 1 : magnitude >= 0.0995 ? 2 : 3);
    }

    /** A round number of an axis, as short as it goes: {@code 0.25}, {@code 20}. */
    public static String tick(double value) {
        return minus(plain(new BigDecimal(value).round(new MathContext(2 * DIGITS))));
    }

    /** A quantity on an axis, as short as it goes: {@code 20 µJ}, {@code 2.5 mm²}. */
    public static String tick(double si, Dimension dimension) {
        return si == 0
                ? "0"
                : quantity(si, dimension)
                        .replaceFirst("(\\.\\d*?)0+" + NO_BREAK, "$1" + NO_BREAK)
                        .replace("." + NO_BREAK, "" + NO_BREAK);
    }

    /** A voltage, two decimals and a third where it has one: {@code 1.52 V}, {@code 1.435 V}. */
    public static String volts(double volts) {
        String text = decimals(volts, DIGITS);
        return (text.endsWith("0") ? text.substring(0, text.length() - 1) : text) + NO_BREAK + "V";
    }

    private static String power(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent == 0) {
            return plain(rounded);
        }
        String mantissa = decimals(rounded.movePointLeft(exponent).doubleValue(), digits - 1);
        return (mantissa.equals("1.0") ? "" : mantissa + "×") + "10" + superscript(exponent);
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    private static String grouped(double whole) {
        return minus(String.format(Locale.ROOT, "%,.0f", whole).replace(',', THIN));
    }

    private static String decimals(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text.replace("-", "") : minus(text);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String minus(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
