package org.layco.report.figure;

import java.util.List;
import java.util.Locale;

/**
 * What something is drawn with: a role and its colours on white and on dark ground, after M. Okabe and K. Ito, Color
 * Universal Design, which people with any colour vision tell apart. Shape, position or a letter always says the same as the
 * colour.
 */
public enum Ink {
    MAIN("#0072b2", "#0072b2"),
    WORSE("#d55e00", "#e3762a"),
    BOUND("#1d2023", "#e7e7e3"),
    OTHER("#a3a6aa", "#8a8f96"),
    TRACK("#e6e6e1", "#2a2f34"),
    WEIGHT("#0072b2", "#0072b2"),
    INPUT("#e69f00", "#e69f00"),
    PARTIAL_SUM("#009e73", "#12b487"),
    P0("#0072b2", "#0072b2"),
    P1("#e69f00", "#e69f00"),
    P2("#009e73", "#12b487"),
    P3("#56b4e9", "#8ecdf2"),
    P4("#d55e00", "#e3762a"),
    P5("#cc79a7", "#d68bb4"),
    P6("#f0e442", "#f0e442"),
    TEXT("#1d2023", "#e7e7e3"),
    MUTED("#5b6067", "#a3a8af"),
    GRID("#e3e3de", "#2e3338"),
    GROUND("#ffffff", "#1a1d21");

    /** The inks of the parts of a whole, in order. */
    static final List<Ink> PARTS = List.of(P0, P1, P2, P3, P4, P5, P6);

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** The name in style sheets and data: {@code partial_sum}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The colour on white ground, as {@code #rrggbb}. */
    public String light() {
        return light;
    }

    /**
     * The style sheet that lets drawings follow the reader's mode: {@code --i-main} is an ink's colour, {@code .i-main} fills with
     * it, {@code .s-main} strokes with it.
     */
    public static String styleSheet() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (Ink ink : values()) {
            String name = "i-" + ink.key();
            light.append("--").append(name).append(':').append(ink.light).append(';');
            dark.append("--").append(name).append(':').append(ink.dark).append(';');
            rules.append('.').append(name).append("{fill:var(--").append(name).append(")}");
            rules.append(".s-")
                    .append(ink.key())
                    .append("{stroke:var(--")
                    .append(name)
                    .append(")}\n");
        }
        return ":root{%s}\n@media (prefers-color-scheme: dark){:root{%s}}\n@media print{:root{%s}}\n%s"
                .formatted(light, dark, light, rules);
    }

    /** A letter on this ink: the darker or the lighter of the two that reads better on it. */
    Ink letter() {
        return switch (this) {
            case MAIN, WEIGHT, P0, BOUND, TEXT, MUTED -> GROUND;
            default -> TEXT;
        };
    }
}
