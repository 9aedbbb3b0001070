package org.layco.search;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The problem the exact solver sees: every choice with its energy and its predicted loss, both additive. It stands in
 * for the real one, in which losses interact; hence "surrogate".
 *
 * @param maps feature maps, each placed once
 * @param layers MVM layers
 * @param voltages candidate write voltages, ascending, in volts
 * @param lossBudgetPp most predicted loss in percentage points
 * @param maxPartitions most feature-map partitions plus psum partitions, at least 2
 * @param arrayCells cells of one buffer array; feature-map partitions are whole arrays
 * @param featureMapCells most cells of all feature-map partitions together
 * @param moments of the schedule, for liveness
 */
public record SurrogateProblem(
        List<MapChoice> maps,
        List<LayerChoice> layers,
        List<Double> voltages,
        double lossBudgetPp,
        int maxPartitions,
        long arrayCells,
        long featureMapCells,
        int moments) {
    public SurrogateProblem {
        maps = List.copyOf(maps);
        layers = List.copyOf(layers);
        voltages = List.copyOf(voltages);
        if (maxPartitions < 2) {
            throw new IllegalArgumentException(
                    "maxPartitions (%d) must be at least 2: one for feature maps, one for partial sums."
                            .formatted(maxPartitions));
        }
    }

    /** The moments that no other covers, at which every map takes as much; of equal ones the last. */
    List<Integer> fullestMoments() {
        return IntStream.range(0, moments)
                .filter(moment -> IntStream.range(0, moments)
                        .noneMatch(other ->
                                other != moment && covers(other, moment) && (other > moment || !covers(moment, other))))
                .boxed()
                .toList();
    }

    /** Whether every map takes at least as much at one moment as at another. */
    private boolean covers(int one, int other) {
        return maps.stream().allMatch(map -> map.elementsAt()[one] >= map.elementsAt()[other]);
    }

    /** The same problem with another loss budget. */
    public SurrogateProblem withLossBudget(double budgetPp) {
        return new SurrogateProblem(
                maps, layers, voltages, budgetPp, maxPartitions, arrayCells, featureMapCells, moments);
    }

    /**
     * What can be chosen for one feature map.
     *
     * @param value name of the value
     * @param elementsAt codes in the buffer at each moment: its own and those carried at its operating point
     * @param bits candidate bit-widths, ascending
     * @param quantLossPp predicted loss of each bit-width without errors, percentage points
     * @param errorLossPp predicted loss by [bits][voltage] of write errors, percentage points
     * @param energyJoules buffer write and read energy by [bits][voltage] of one inference
     */
    public record MapChoice(
            String value,
            long[] elementsAt,
            int[] bits,
            double[] quantLossPp,
            double[][] errorLossPp,
            double[][] energyJoules) {}

    /**
     * What can be chosen for one MVM layer besides its feature map.
     *
     * @param map index of the feature map it reads
     * @param weightBits candidate bit-widths of the weights, ascending
     * @param weightLossPp predicted loss of each, percentage points
     * @param psumBits candidate read-back resolutions, ascending
     * @param psumLossPp predicted loss of each, percentage points
     * @param errorLossPp predicted loss by [weight bits][input bits][voltage] of missed psum writes, percentage points
     * @param writeJoules energy that depends on the psum partition's voltage, by [weight bits][input bits][voltage]
     * @param readJoules all other energy but the feature-map buffer's, by [weight bits][input bits][psum bits]
     */
    public record LayerChoice(
            int map,
            int[] weightBits,
            double[] weightLossPp,
            int[] psumBits,
            double[] psumLossPp,
            double[][][] errorLossPp,
            double[][][] writeJoules,
            double[][][] readJoules) {}
}
