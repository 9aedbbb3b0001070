package org.layco.search;

import org.layco.mapping.FeatureMap;
import org.layco.network.MvmLayer;

/** The energy of one inference as a sum of terms that the solver can choose independently, in joules. */
public interface EnergyTerms {
    /** Writing and reading a feature map in the buffer. */
    double featureMapJoules(FeatureMap map, int bits, double writeVolts);

    /** Writing a layer's partial sums. */
    double partialSumWriteJoules(MvmLayer layer, int weightBits, int inputBits, double writeVolts);

    /** Everything else of a layer: conversions, crossbar reads, links, digital periphery. */
    double otherJoules(MvmLayer layer, int weightBits, int inputBits, int psumBits);
}
