package org.layco.quant;

import java.util.Locale;

/** How a buffer stores codes as bits: a choice of the design. */
public enum StoredCode {
    /** The code plus half the range. */
    OFFSET_BINARY,
    /** The code modulo the range. */
    TWOS_COMPLEMENT,
    /** A sign bit above a magnitude. */
    SIGN_MAGNITUDE,
    /** A word in which neighbouring codes differ in one bit. */
    GRAY;

    /** The name in files and options, for example {@code twos_complement}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The encoding of codes of a bit-width. Unsigned codes have no sign to store: their words are plain binary in all but
     * Gray.
     *
     * @param bits 2..8 or 16
     */
    public Encoding encoding(int bits, boolean signed) {
        return switch (this) {
            case OFFSET_BINARY -> signed ? new Encoding.OffsetBinary(bits) : new Encoding.PlainBinary(bits);
            case TWOS_COMPLEMENT -> signed ? new Encoding.TwosComplement(bits) : new Encoding.PlainBinary(bits);
            case SIGN_MAGNITUDE -> signed ? new Encoding.SignMagnitude(bits) : new Encoding.PlainBinary(bits);
            case GRAY -> new Encoding.Gray(bits, signed);
        };
    }
}
