package org.layco.wear;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the cells of a buffer fail over time, over chips of unequal cells.
 *
 * @param sigmaDecades standard deviation of log10 of the endurance
 * @param chips simulated
 * @param cells of one chip's buffer
 * @param firstFailure inferences until the first cell fails, in the buffer or of the weights
 * @param ages in inferences, ascending
 * @param failedShare share of the buffer's cells that have failed at each age, 0..1
 * @param failedShareByPartition mean share of the cells of each partition that have failed at each age
 */
public record WearTimeline(
        double sigmaDecades,
        int chips,
        long cells,
        Band firstFailure,
        List<Double> ages,
        List<Band> failedShare,
        Map<String, List<Double>> failedShareByPartition) {
    /** Mean over chips and the range that nine chips in ten fall into. */
    public record Band(double low, double mean, double high) {
        private static final double OUTSIDE = 0.05;

        /** The band of at least one value, by nearest rank. */
        static Band of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int cut = (int) Math.floor(OUTSIDE * sorted.length);
            return new Band(
                    sorted[cut], Arrays.stream(sorted).average().orElseThrow(), sorted[sorted.length - 1 - cut]);
        }
    }

    public WearTimeline {
        ages = List.copyOf(ages);
        failedShare = List.copyOf(failedShare);
        failedShareByPartition = Map.copyOf(new TreeMap<>(failedShareByPartition));
    }
}
