package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.Status;

class ExactSolverTest {
    private static final int[] BITS = {4, 8};
    private static final List<Double> VOLTAGES = List.of(1.45, 1.55, 1.65);

    @Test
    void aSolutionCostsNoMoreThanAnyOtherFoundByEnumeration() {
        for (int seed = 0; seed < 12; seed++) {
            SurrogateProblem problem = random(2, new Random(seed));
            SurrogateSolution solution = new ExactSolver(10).solve(problem);
            double best = enumerate(problem);
            if (Double.isInfinite(best)) {
                assertThat(solution.status()).isEqualTo(Status.INFEASIBLE);
            } else {
                assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
                assertThat(solution.energyJoules()).isBetween(best * (1 - 1e-9), best * 1.0011);
                assertThat(solution.predictedLossPp()).isLessThanOrEqualTo(problem.lossBudgetPp());
                assertThat(solution.relativeGap()).isBetween(0.0, 1.1e-3);
            }
        }
    }

    @Test
    void theSameProblemIsSolvedTheSameWayTwice() {
        SurrogateProblem problem = random(8, new Random(7)).withLossBudget(2.0);
        assertThat(new ExactSolver(5).solve(problem)).isEqualTo(new ExactSolver(5).solve(problem));
    }

    @Test
    void aBudgetThatNothingMeetsIsInfeasible() {
        assertThat(new ExactSolver(1)
                        .solve(random(2, new Random(1)).withLossBudget(0))
                        .status())
                .isEqualTo(Status.INFEASIBLE);
    }

    /** A chain of layers, layer l reading map l, written by the stage before. */
    private static SurrogateProblem random(int layers, Random random) {
        List<MapChoice> maps = new java.util.ArrayList<>();
        List<LayerChoice> choices = new java.util.ArrayList<>();
        for (int l = 0; l < layers; l++) {
            double sensitivity = random.nextDouble();
            double[][] error = new double[2][3];
            double[][] energy = new double[2][3];
            double[][][] psumError = new double[2][2][3];
            double[][][] psumEnergy = new double[2][2][3];
            for (int b = 0; b < 2; b++) {
                for (int v = 0; v < 3; v++) {
                    error[b][v] = sensitivity * Math.pow(0.2, v);
                    energy[b][v] = BITS[b] * Math.pow(VOLTAGES.get(v), 2) * (1 + random.nextDouble());
                    for (int i = 0; i < 2; i++) {
                        psumError[b][i][v] = random.nextDouble() * Math.pow(0.2, v);
                        psumEnergy[b][i][v] = BITS[b] * BITS[i] * Math.pow(VOLTAGES.get(v), 2);
                    }
                }
            }
            maps.add(new MapChoice("map" + l, elementsAt(l, layers), BITS, new double[] {0.2, 0.001}, error, energy));
            choices.add(new LayerChoice(
                    l,
                    BITS,
                    new double[] {0.3 * random.nextDouble(), 0.001},
                    new int[] {8},
                    new double[] {0.001},
                    psumError,
                    psumEnergy,
                    new double[][][] {{{1}, {2}}, {{3}, {4}}}));
        }
        return new SurrogateProblem(maps, choices, VOLTAGES, 0.6, 3, 256, 2048, layers);
    }

    /** A map is there from the layer before its reader until then. */
    private static long[] elementsAt(int layer, int layers) {
        long[] elements = new long[layers];
        Arrays.fill(elements, Math.max(0, layer - 1), layer + 1, 100);
        return elements;
    }

    private static double enumerate(SurrogateProblem problem) {
        int[] pick = new int[problem.layers().size()];
        double best = Double.POSITIVE_INFINITY;
        int options = 2 * 3 * 2 * 3;
        for (long code = 0; code < (long) Math.pow(options, pick.length); code++) {
            long rest = code;
            for (int l = 0; l < pick.length; l++, rest /= options) {
                pick[l] = (int) (rest % options);
            }
            best = Math.min(best, energyIfFeasible(problem, pick));
        }
        return best;
    }

    private static double energyIfFeasible(SurrogateProblem problem, int[] pick) {
        double joules = 0;
        double loss = 0;
        boolean[] maps = new boolean[3];
        boolean[] psums = new boolean[3];
        int[] bits = new int[pick.length];
        int[] voltage = new int[pick.length];
        for (int l = 0; l < pick.length; l++) {
            bits[l] = pick[l] % 2;
            voltage[l] = pick[l] / 2 % 3;
            int w = pick[l] / 6 % 2;
            int pv = pick[l] / 12;
            MapChoice map = problem.maps().get(l);
            LayerChoice layer = problem.layers().get(l);
            maps[voltage[l]] = true;
            psums[pv] = true;
            joules += map.energyJoules()[bits[l]][voltage[l]]
                    + layer.writeJoules()[w][bits[l]][pv]
                    + layer.readJoules()[w][bits[l]][0];
            loss += map.quantLossPp()[bits[l]]
                    + map.errorLossPp()[bits[l]][voltage[l]]
                    + layer.weightLossPp()[w]
                    + layer.psumLossPp()[0]
                    + layer.errorLossPp()[w][bits[l]][pv];
        }
        return loss <= problem.lossBudgetPp() - 1e-3
                        && count(maps) + count(psums) <= problem.maxPartitions()
                        && arrays(problem, bits, voltage) * 256 <= problem.featureMapCells()
                ? joules
                : Double.POSITIVE_INFINITY;
    }

    private static long arrays(SurrogateProblem problem, int[] bits, int[] voltage) {
        long arrays = 0;
        for (int v = 0; v < 3; v++) {
            long peak = 0;
            for (int moment = 0; moment < problem.moments(); moment++) {
                long cells = 0;
                for (int l = 0; l < bits.length; l++) {
                    MapChoice map = problem.maps().get(l);
                    if (voltage[l] == v) {
                        cells += map.elementsAt()[moment] * BITS[bits[l]];
                    }
                }
                peak = Math.max(peak, cells);
            }
            arrays += Math.ceilDiv(peak, 256L);
        }
        return arrays;
    }

    private static int count(boolean[] flags) {
        int set = 0;
        for (boolean flag : flags) {
            set += flag ? 1 : 0;
        }
        return set;
    }
}
