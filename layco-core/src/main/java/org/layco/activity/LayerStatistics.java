package org.layco.activity;

/**
 * What the data of a layer look like on average, from code histograms of a calibration run.
 *
 * @param storedOnes share, 0..1, of ones among the stored bits of the input feature map
 * @param meanInput mean input slice over the largest one, 0..1
 * @param meanConductance mean weight-slice level over the largest one, 0..1
 */
public record LayerStatistics(double storedOnes, double meanInput, double meanConductance) {
    /** What is taken where nothing was measured: half of everything, an assumption. */
    public static final LayerStatistics DEFAULT = new LayerStatistics(0.5, 0.5, 0.5);

    public LayerStatistics {
        share("storedOnes", storedOnes);
        share("meanInput", meanInput);
        share("meanConductance", meanConductance);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s (%s) must lie in [0, 1].".formatted(name, value));
        }
    }
}
