package org.layco.quant;

import java.util.Locale;

/** How the bits of a memory stand for a code. */
public enum StoredCode {
    /** The code plus 2^(bits-1). */
    OFFSET_BINARY,
    /** The code modulo 2^bits. */
    TWOS_COMPLEMENT,
    /** The magnitude, with the sign in the top bit. */
    SIGN_MAGNITUDE,
    /** The reflected binary code of the offset binary word: neighbouring codes differ in one bit. */
    GRAY;

    /** The key used in YAML, JSON, CSV and options: {@code twos_complement}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
