package org.layco.io.record;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as CSV (RFC 4180): commas, CRLF, quotes doubled. */
public final class Csv {
    private static final String LINE_END = "\r\n";

    private Csv() {}

    /** A table of finished rows. */
    public static String table(List<String> header, Stream<String> rows) {
        return Stream.concat(Stream.of(String.join(",", header)), rows)
                .collect(Collectors.joining(LINE_END, "", LINE_END));
    }

    /**
     * A text field. A leading {@code = + - @}, tab or line break makes spreadsheets see a formula (OWASP, CSV injection): such
     * a text is written with an apostrophe before it.
     */
    public static String text(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
