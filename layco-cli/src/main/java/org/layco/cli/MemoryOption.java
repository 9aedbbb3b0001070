package org.layco.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.Resources;
import picocli.CommandLine.Option;

/** The option that bounds the memory of cached prefixes. */
final class MemoryOption {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(KB|MB|GB)");

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Memory for cached prefixes of inference, for example 2GB (default 512MB); what does not fit is"
                            + " computed anew. Results do not depend on it.")
    private @Nullable String size;

    /** The budget in bytes; KB, MB and GB are powers of ten. */
    long bytes() {
        if (size == null) {
            return Resources.DEFAULT_PREFIX_MEMORY_BYTES;
        }
        Matcher matcher = SIZE.matcher(size.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidInputException(Diagnostic.of(
                    "--memory", "'" + size + "' is not a size", "Give a whole number of KB, MB or GB, such as 512MB."));
        }
        long unit = switch (matcher.group(2)) {
            case "KB" -> 1_000;
            case "MB" -> 1_000_000;
            default -> 1_000_000_000;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
