package org.layco.wear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.layco.device.NormalDistribution;
import org.layco.wear.WearTimeline.Band;

/**
 * Failure of single cells whose endurance differs: log10 of a cell's endurance is normal around the median of its
 * partition. A cell fails when it has taken as many writes as it endures.
 *
 * <p>Cells that are written alike fail in the order of their endurance, so the first failure of a group of n is the least of
 * n uniform quantiles, which is one exponential draw; and how many of those still alive fail until the next age is
 * binomial. Both are exact in distribution, and take time for groups and ages, not for cells or writes.
 */
public final class WearSimulation {
    private final double sigmaDecades;
    private final long seed;
    private final int chips;

    /**
     * A simulation.
     *
     * @param sigmaDecades standard deviation of log10 of the endurance, positive
     * @param seed of the cells' endurance
     * @param chips to simulate, at least 1
     */
    public WearSimulation(double sigmaDecades, long seed, int chips) {
        if (!(sigmaDecades > 0) || chips < 1) {
            throw new IllegalArgumentException(
                    "sigmaDecades (%s) must be positive and chips (%d) at least 1.".formatted(sigmaDecades, chips));
        }
        this.sigmaDecades = sigmaDecades;
        this.seed = seed;
        this.chips = chips;
    }

    /**
     * Failures at some ages.
     *
     * @param spread writes of every cell; every endurance must be known
     * @param ages in inferences, ascending, positive
     */
    public WearTimeline run(WriteSpread spread, List<Double> ages) {
        List<CellGroup> groups = spread.groups().toList();
        long cells = spread.buffer().stream().mapToLong(CellGroup::cells).sum();
        double[] first = new double[chips];
        double[][] failed = new double[ages.size()][chips];
        Map<String, double[]> byPartition = new TreeMap<>();
        Map<String, Long> cellsOf = new TreeMap<>();
        groups.forEach(group -> cellsOf.merge(group.partition(), group.cells(), Long::sum));
        for (int chip = 0; chip < chips; chip++) {
            first[chip] = Double.POSITIVE_INFINITY;
            for (int g = 0; g < groups.size(); g++) {
                CellGroup group = groups.get(g);
                if (group.writesPerInference() > 0) {
                    GroupFailures failures = new GroupFailures(group, new Draws(seed, chip, g));
                    first[chip] = Math.min(first[chip], failures.firstFailure());
                    double[] sums = byPartition.computeIfAbsent(group.partition(), _ -> new double[ages.size()]);
                    for (int a = 0; a < ages.size(); a++) {
                        long count = failures.until(ages.get(a));
                        failed[a][chip] += g < spread.buffer().size() ? count : 0;
                        sums[a] += count;
                    }
                }
            }
        }
        return timeline(cells, first, ages, failed, byPartition, cellsOf);
    }

    private WearTimeline timeline(
            long cells,
            double[] first,
            List<Double> ages,
            double[][] failed,
            Map<String, double[]> byPartition,
            Map<String, Long> cellsOf) {
        List<Band> shares = new ArrayList<>();
        for (double[] counts : failed) {
            for (int chip = 0; chip < chips; chip++) {
                counts[chip] /= cells;
            }
            shares.add(Band.of(counts));
        }
        Map<String, List<Double>> means = new TreeMap<>();
        byPartition.forEach((partition, sums) -> {
            List<Double> mean = new ArrayList<>();
            for (double sum : sums) {
                mean.add(sum / chips / cellsOf.getOrDefault(partition, 1L));
            }
            means.put(partition, mean);
        });
        return new WearTimeline(sigmaDecades, chips, cells, Band.of(first), ages, shares, means);
    }

    /** The failures of one group on one chip. A cell's quantile q in its population is held as -ln(1 - q). */
    private final class GroupFailures {
        private final CellGroup group;
        private final Draws draws;
        private final double logMedian;
        private final double firstHazard;
        private double hazard;
        private long failed;

        GroupFailures(CellGroup group, Draws draws) {
            this.group = group;
            this.draws = draws;
            this.logMedian = Math.log10(group.enduranceWrites().get()) - Math.log10(group.writesPerInference());
            this.firstHazard = draws.exponential() / group.cells();
        }

        /** Inferences until the first cell fails. */
        double firstFailure() {
            double quantile = Math.clamp(-Math.expm1(-firstHazard), Double.MIN_NORMAL, 1 - 0x1p-53);
            return Math.pow(10, logMedian + sigmaDecades * NormalDistribution.quantile(quantile));
        }

        /** Cells that have failed at an age; ages must be asked for in ascending order. */
        long until(double inferences) {
            double x = (Math.log10(inferences) - logMedian) / sigmaDecades;
            double until = -Math.log(NormalDistribution.cumulative(-x));
            if (failed == 0 && until >= firstHazard) {
                failed = 1;
                hazard = firstHazard;
            }
            if (failed > 0 && until > hazard) {
                failed += draws.binomial(group.cells() - failed, -Math.expm1(hazard - until));
                hazard = until;
            }
            return failed;
        }
    }
}
