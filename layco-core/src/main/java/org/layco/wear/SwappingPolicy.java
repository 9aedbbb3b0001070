package org.layco.wear;

import java.util.List;

/** A way of moving data between cells so that all wear alike. */
public interface SwappingPolicy {
    /** Every policy that reports compare, the one that leaves everything in place first, the bound last. */
    static List<SwappingPolicy> all() {
        return List.of(
                new FixedPlaces(),
                new StartGap(StartGap.Addresses.AS_GIVEN),
                new StartGap(StartGap.Addresses.RANDOMISED),
                new AgingAwareRowSwapping(),
                new LayerSwapping(),
                new WeightReplication(),
                new PerfectLevelling());
    }

    /** The key used in records. */
    String name();

    /** Where it was published, or how it comes about. */
    String reference();

    /**
     * Writes of every cell of a buffer, swapping included, as their mean per inference up to an age.
     *
     * @param inferences age, positive
     */
    WriteSpread spread(WearDemand demand, double inferences);
}
