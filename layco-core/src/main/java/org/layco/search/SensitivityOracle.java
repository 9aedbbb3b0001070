package org.layco.search;

import java.util.List;

/** Measures probes on the search images. */
public interface SensitivityOracle {
    /**
     * Measures probes that all act at the same schedule step or later ones than any measured before; results in the order
     * of the probes.
     */
    List<Measurement> measure(List<Probe> probes);
}
