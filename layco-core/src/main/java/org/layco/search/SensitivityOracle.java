package org.layco.search;

import java.util.List;

/** Measures probes on the search images. */
public interface SensitivityOracle {
    /**
     * The losses that are worth an exact measurement, percentage points; one that is clearly outside need only be placed
     * below or above.
     */
    record Band(double lowPp, double highPp) {
        /** Standard errors at which a loss is clearly outside. */
        private static final double CLEARLY = 2.5;

        /** Whether a measurement leaves no reasonable doubt that the loss is outside. */
        boolean clearlyExcludes(Measurement measured) {
            double doubt = CLEARLY * measured.standardErrorPp();
            return measured.lossPp() - doubt > highPp || measured.lossPp() + doubt < lowPp;
        }
    }

    /**
     * Measures probes that all act at the same schedule step or later ones than any measured before; results in the order
     * of the probes.
     */
    List<Measurement> measure(List<Probe> probes);

    /**
     * As {@link #measure}, but a probe whose loss is clearly outside its band may be measured on fewer images.
     *
     * @param bands one for each probe
     */
    default List<Measurement> locate(List<Probe> probes, List<Band> bands) {
        return measure(probes);
    }
}
