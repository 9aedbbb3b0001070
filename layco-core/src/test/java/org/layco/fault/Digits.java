package org.layco.fault;

import java.util.function.Consumer;

/** Lets tests speak of codes where memory holds digits. */
final class Digits {
    /** Any will do that leaves no code negative. */
    static final int ZERO_POINT = 1 << 14;

    private Digits() {}

    /** Changes codes by way of their digits. */
    static void change(int[] codes, Consumer<char[]> change) {
        char[] digits = new char[codes.length];
        for (int i = 0; i < codes.length; i++) {
            digits[i] = (char) (codes[i] + ZERO_POINT);
        }
        change.accept(digits);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = digits[i] - ZERO_POINT;
        }
    }
}
