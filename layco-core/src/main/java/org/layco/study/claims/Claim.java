package org.layco.study.claims;

import java.util.Locale;
import org.layco.cost.Comparison;
import org.layco.source.Knowable;

/** A headline of the paper's abstract: how many times better the plan is than what it is compared with. */
public enum Claim {
    /** Energy of an inference. */
    ENERGY(27, "a TIMELY-like configuration"),
    /** Inferences until the buffer wears out; the abstract leaves open whether against RAQ or the same configuration. */
    LIFETIME(308, "RAQ or a TIMELY-like configuration"),
    /** Area of the design as the network needs it. */
    AREA(6, "RAQ");

    private final double published;
    private final String against;

    Claim(double published, String against) {
        this.published = published;
        this.against = against;
    }

    /** The published ratio. */
    public double published() {
        return published;
    }

    /** What the paper compares with. */
    public String against() {
        return against;
    }

    /** The key used in results. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Our ratio; above 1 the plan is better. */
    Knowable<Double> ratio(Comparison comparison) {
        return switch (this) {
            case ENERGY -> Knowable.known(comparison.energyRatio());
            case LIFETIME -> comparison.lifetimeRatio();
            case AREA -> Knowable.known(comparison.areaRatio());
        };
    }
}
