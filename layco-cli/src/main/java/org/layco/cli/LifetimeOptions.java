package org.layco.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.BufferAge;
import org.layco.units.Dimension;
import org.layco.units.Quantity;
import org.layco.units.QuantityFormatException;
import org.layco.wear.LifetimeRequirement;
import picocli.CommandLine.Option;

/** The options that require a lifetime. */
final class LifetimeOptions {
    @Option(
            names = "--lifetime",
            paramLabel = "AGE",
            description =
                    "Age that the buffer must reach, such as 10y; also checks it cell by cell. Needs --rate. Exit code"
                            + " 4 if the plan does not last.")
    private @Nullable String lifetime;

    @Option(names = "--rate", paramLabel = "RATE", description = "Inferences per second until then, such as 30/s.")
    private @Nullable String rate;

    /** A rate may stand alone: it is that of an age. */
    private boolean ageing;

    /** The age of a buffer, at the rate given if there is one. */
    BufferAge age(String text) {
        ageing = true;
        Optional<Double> perSecond =
                Optional.ofNullable(rate).map(given -> quantity("--rate", given, Dimension.FREQUENCY, "30/s"));
        return new BufferAge(quantity("--age", text, Dimension.TIME, "5y"), perSecond);
    }

    /** What is required, if anything. */
    Optional<LifetimeRequirement> requirement() {
        if (lifetime == null && (rate == null || ageing)) {
            return Optional.empty();
        }
        if (lifetime == null || rate == null) {
            throw new InvalidInputException(Diagnostic.of(
                    lifetime == null ? "--rate" : "--lifetime",
                    "a lifetime is required at a rate",
                    "Give both, such as --lifetime 10y --rate 30/s."));
        }
        double seconds = quantity("--lifetime", lifetime, Dimension.TIME, "10y");
        double perSecond = quantity("--rate", rate, Dimension.FREQUENCY, "30/s");
        return Optional.of(LifetimeRequirement.ofSeconds(seconds, perSecond));
    }

    private static double quantity(String option, String text, Dimension dimension, String example) {
        String help = "Write for example '%s'.".formatted(example);
        try {
            double value = Quantity.parse(text, dimension).si();
            if (value > 0) {
                return value;
            }
        } catch (QuantityFormatException wrong) {
            throw new InvalidInputException(Diagnostic.of(option, String.valueOf(wrong.getMessage()), help));
        }
        throw new InvalidInputException(Diagnostic.of(option, "'" + text + "' is not positive", help));
    }
}
