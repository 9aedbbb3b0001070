package org.layco.wear;

/**
 * How long a buffer must last, and at what rate of inferences.
 *
 * @param years of 365.25 days, positive
 * @param inferencesPerSecond positive
 */
public record LifetimeRequirement(double years, double inferencesPerSecond) {
    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;

    public LifetimeRequirement {
        if (!(years > 0 && inferencesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "A lifetime of %s years at %s inferences a second is none. Give positive numbers."
                            .formatted(years, inferencesPerSecond));
        }
    }

    /** A requirement in seconds. */
    public static LifetimeRequirement ofSeconds(double seconds, double inferencesPerSecond) {
        return new LifetimeRequirement(seconds / SECONDS_PER_YEAR, inferencesPerSecond);
    }

    /** Inferences until the required age. */
    public double inferences() {
        return years * SECONDS_PER_YEAR * inferencesPerSecond;
    }

    /** Years that a number of inferences takes. */
    public double years(double inferences) {
        return inferences / inferencesPerSecond / SECONDS_PER_YEAR;
    }
}
