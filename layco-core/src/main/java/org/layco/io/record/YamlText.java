package org.layco.io.record;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A text as a YAML 1.2 scalar: plain where that is safe everywhere, else double-quoted with escapes. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

    /** Words that some YAML version reads as something other than a text. */
    private static final Set<String> NOT_TEXT = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private static final int LAST_ASCII = 0x7e;
    private static final int LAST_IN_FOUR_DIGITS = 0xffff;

    private YamlText() {}

    static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        if ((c >= ' ' && c <= LAST_ASCII) || (c > LAST_ASCII && Character.isLetterOrDigit(c))) {
            return Character.toString(c);
        }
        return String.format(Locale.ROOT, c <= LAST_IN_FOUR_DIGITS ? "\\u%04x" : "\\U%08x", c);
    }
}
