package org.layco.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The problem the exact solver sees: every choice with what it costs, all additive. It stands in for the real one, in which
 * losses interact; hence "surrogate".
 *
 * @param maps feature maps, each placed once; all with the same candidate bit-widths
 * @param layers MVM layers; all with the same candidates
 * @param voltages candidate write voltages of the buffer, ascending, in volts
 * @param limits what every plan has to meet
 * @param hardware arrays and buffer cells
 * @param moments of the schedule, for liveness
 * @param objective what is minimised
 */
public record SurrogateProblem(
        List<MapChoice> maps,
        List<LayerChoice> layers,
        List<Double> voltages,
        Limits limits,
        Hardware hardware,
        int moments,
        Objective objective) {
    public SurrogateProblem {
        maps = List.copyOf(maps);
        layers = List.copyOf(layers);
        voltages = List.copyOf(voltages);
    }

    /**
     * What every plan has to meet.
     *
     * @param lossBudgetPp most predicted loss in percentage points
     * @param maxPartitions most feature-map partitions plus psum partitions, at least 2
     * @param featureMapCells most cells of all feature-map partitions together
     * @param inferences that the buffer has to outlast, if it has to
     */
    public record Limits(double lossBudgetPp, int maxPartitions, long featureMapCells, Optional<Double> inferences) {
        public Limits {
            if (maxPartitions < 2) {
                throw new IllegalArgumentException(
                        "maxPartitions (%d) must be at least 2: one for feature maps, one for partial sums."
                                .formatted(maxPartitions));
            }
        }
    }

    /**
     * Arrays and buffer cells.
     *
     * @param arrayCells cells of one buffer array; feature-map partitions are whole arrays
     * @param mapWear share of its life that one write takes from a feature-map cell, by [voltage]; 0 if it does not wear
     * @param psumWear the same of a psum cell
     * @param psumCellsPerArray psum cells beside each crossbar array
     * @param bufferCellSquareMetres of one feature-map cell
     * @param arraySquareMetres of one crossbar array with all that comes with it, by the plan's [largest input
     *     bits][largest psum bits]
     */
    public record Hardware(
            long arrayCells,
            double[] mapWear,
            double[] psumWear,
            long psumCellsPerArray,
            double bufferCellSquareMetres,
            double[][] arraySquareMetres) {}

    /**
     * What can be chosen for one feature map.
     *
     * @param value name of the value
     * @param elementsAt codes in the buffer at each moment: its own and those carried at its operating point
     * @param writtenElements codes that one inference writes of them
     * @param bits candidate bit-widths, ascending
     * @param codeCells cells that a code of each bit-width takes
     * @param quantLossPp predicted loss of each bit-width without errors, percentage points
     * @param errorLossPp predicted loss by [bits][voltage] of write errors, percentage points
     * @param energyJoules buffer write and read energy by [bits][voltage] of one inference
     */
    public record MapChoice(
            String value,
            long[] elementsAt,
            long writtenElements,
            int[] bits,
            int[] codeCells,
            double[] quantLossPp,
            double[][] errorLossPp,
            double[][] energyJoules) {
        /** Predicted loss, percentage points. */
        double lossPp(int b, int v) {
            return quantLossPp[b] + errorLossPp[b][v];
        }

        /** Cells in use at a moment. */
        long cellsAt(int moment, int b) {
            return elementsAt[moment] * codeCells[b];
        }

        /** Cell writes of one inference. */
        long writes(int b) {
            return writtenElements * codeCells[b];
        }
    }

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
     * @param arrays crossbar arrays by [weight bits]
     * @param psumWrites psum cell writes of one inference by [weight bits][input bits]
     * @param sectionWrites of these to every cell of the section written most, as partial sums rotate in it, by [weight
     *     bits][input bits]
     * @param seconds of its stage by [weight bits][input bits]
     */
    public record LayerChoice(
            int map,
            int[] weightBits,
            double[] weightLossPp,
            int[] psumBits,
            double[] psumLossPp,
            double[][][] errorLossPp,
            double[][][] writeJoules,
            double[][][] readJoules,
            long[] arrays,
            long[][] psumWrites,
            double[][] sectionWrites,
            double[][] seconds) {}

    /** The same problem with another loss budget. */
    public SurrogateProblem withLossBudget(double budgetPp) {
        return with(new Limits(budgetPp, limits.maxPartitions, limits.featureMapCells, limits.inferences), objective);
    }

    /** The same problem with another lifetime to reach, or none. */
    public SurrogateProblem outlasting(Optional<Double> inferences) {
        return with(
                new Limits(limits.lossBudgetPp, limits.maxPartitions, limits.featureMapCells, inferences), objective);
    }

    /** The same problem with another objective. */
    public SurrogateProblem with(Objective other) {
        return with(limits, other);
    }

    private SurrogateProblem with(Limits otherLimits, Objective otherObjective) {
        return new SurrogateProblem(maps, layers, voltages, otherLimits, hardware, moments, otherObjective);
    }

    /** Most arrays of all feature-map partitions together. */
    long mostArrays() {
        return limits.featureMapCells / hardware.arrayCells;
    }

    /** Psum cells of a layer. */
    long psumCells(LayerChoice layer, int w) {
        return layer.arrays[w] * hardware.psumCellsPerArray;
    }

    /** No plan takes more energy than this. */
    double dearestJoules() {
        double sum = 0;
        for (MapChoice map : maps) {
            sum += Arrays.stream(map.energyJoules)
                    .flatMapToDouble(Arrays::stream)
                    .max()
                    .orElse(0);
        }
        for (LayerChoice layer : layers) {
            sum += most(layer.writeJoules) + most(layer.readJoules);
        }
        return sum;
    }

    private static double most(double[][][] values) {
        return Arrays.stream(values)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElse(0);
    }

    /** Feature-map cells that an inference wears out at least. */
    double leastMapWear() {
        double least = Arrays.stream(hardware.mapWear).min().orElse(0);
        return maps.stream().mapToDouble(map -> map.writes(0) * least).sum();
    }

    /** Psum cells that an inference wears out at least. */
    double leastPsumWear() {
        double least = Arrays.stream(hardware.psumWear).min().orElse(0);
        return layers.stream()
                .mapToDouble(layer -> layer.psumWrites[0][0] * least)
                .sum();
    }

    /** Share of its life that an inference takes from every cell of the section of a layer that is written most. */
    double sectionWear(LayerChoice layer, int w, int i, int v) {
        return layer.sectionWrites[w][i] * hardware.psumWear[v];
    }

    /** All wears that the sections of some layer can have, ascending, from the least that all layers can be kept to. */
    double[] sectionWears() {
        double least = 0;
        DoubleStream.Builder all = DoubleStream.builder();
        for (LayerChoice layer : layers) {
            double leastOfLayer = Double.POSITIVE_INFINITY;
            for (int w = 0; w < layer.sectionWrites.length; w++) {
                for (int i = 0; i < layer.sectionWrites[w].length; i++) {
                    for (int v = 0; v < voltages.size(); v++) {
                        double wear = sectionWear(layer, w, i, v);
                        all.add(wear);
                        leastOfLayer = Math.min(leastOfLayer, wear);
                    }
                }
            }
            least = Math.max(least, leastOfLayer);
        }
        double floor = least;
        return all.build().filter(wear -> wear >= floor).sorted().distinct().toArray();
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
}
