package org.layco.search;

import java.util.Locale;

/** What a plan is chosen for, among those that meet every limit. */
public enum Objective {
    /** Least energy of an inference. */
    ENERGY,
    /** Least product of energy and latency of an inference. */
    EDP,
    /** Least area; of equal ones the least energy. */
    AREA,
    /** Longest lifetime of the buffer; of equal ones the least energy. */
    LIFETIME;

    /** The word used in options, files and records. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is to be minimised: joules, joule-seconds, square metres, or buffers worn out per inference. */
    public double cost(PlanFigures figures) {
        return switch (this) {
            case ENERGY -> figures.energyJoules();
            case EDP -> figures.energyJoules() * figures.latencySeconds();
            case AREA -> figures.areaSquareMetres();
            case LIFETIME -> 1 / figures.lifetimeInferences();
        };
    }
}
