package org.layco.units;

/** An SI prefix in steps of a thousand. Micro is written {@code u}. */
enum Prefix {
    ATTO("a", -18),
    FEMTO("f", -15),
    PICO("p", -12),
    NANO("n", -9),
    MICRO("u", -6),
    MILLI("m", -3),
    NONE("", 0),
    KILO("k", 3),
    MEGA("M", 6),
    GIGA("G", 9),
    TERA("T", 12);

    private final String symbol;
    private final int exponent;

    Prefix(String symbol, int exponent) {
        this.symbol = symbol;
        this.exponent = exponent;
    }

    String symbol() {
        return symbol;
    }

    int exponent() {
        return exponent;
    }
}
