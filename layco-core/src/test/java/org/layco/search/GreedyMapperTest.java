package org.layco.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layco.search.SurrogateProblem.Hardware;
import org.layco.search.SurrogateProblem.LayerChoice;
import org.layco.search.SurrogateProblem.Limits;
import org.layco.search.SurrogateProblem.MapChoice;
import org.layco.search.SurrogateSolution.LayerPick;
import org.layco.search.SurrogateSolution.MapPick;

class GreedyMapperTest {
    /** Error rates 0.1, 0.01 and 0.001 at three voltages; a loss budget of 0.4 pp for two maps and two layers' psums. */
    private static final double[] ERROR_RATES = {0.1, 0.01, 0.001};

    @Test
    void everyOperandGoesToThePartitionOfLowestVoltageWhoseErrorRateItTolerates() {
        // Shares of 0.1 pp: slopes of 1, 10 and 100 pp per unit of error rate are tolerated at 0.1, 0.01 and 0.001.
        SurrogateSolution mapping = GreedyMapper.map(problem(6, 1000, new double[] {1, 100}, new double[] {10, 50}))
                .orElseThrow();
        assertThat(mapping.maps()).containsExactly(new MapPick(0, 0), new MapPick(0, 2));
        assertThat(mapping.layers()).containsExactly(new LayerPick(0, 0, 1), new LayerPick(0, 0, 2));
        // 0.1 + 0.1 of the maps, 0.1 + 0.05 of the psums.
        assertThat(mapping.predictedLossPp()).isCloseTo(0.35, offset(1e-9));
    }

    @Test
    void onlyPartitionsThatExistAreUsed() {
        // Two partitions in all: one for feature maps and one for psums, both at the highest voltage.
        SurrogateSolution mapping = GreedyMapper.map(problem(2, 1000, new double[] {1, 100}, new double[] {10, 50}))
                .orElseThrow();
        assertThat(mapping.maps()).extracting(MapPick::voltage).containsOnly(2);
        assertThat(mapping.layers()).extracting(LayerPick::psumVoltage).containsOnly(2);
    }

    @Test
    void dataThatFindNoRoomWhereTheyAreToleratedLieAtTheHighestVoltage() {
        // Each map takes 40 cells of arrays of 100: with two arrays each may have a voltage of its own, with one they
        // share.
        double[] maps = {1, 100};
        double[] psums = {1, 1};
        assertThat(GreedyMapper.map(problem(6, 200, maps, psums)).orElseThrow().maps())
                .extracting(MapPick::voltage)
                .containsExactly(0, 2);
        assertThat(GreedyMapper.map(problem(6, 100, maps, psums)).orElseThrow().maps())
                .extracting(MapPick::voltage)
                .containsExactly(2, 2);
    }

    @Test
    void whatEvenTheHighestVoltageCannotProtectIsNotMapped() {
        assertThat(GreedyMapper.map(problem(6, 1000, new double[] {1, 1000}, new double[] {1, 1})))
                .isEmpty();
    }

    private static SurrogateProblem problem(
            int partitions, long featureMapCells, double[] mapSlopes, double[] psumSlopes) {
        List<MapChoice> maps = new ArrayList<>();
        List<LayerChoice> layers = new ArrayList<>();
        for (int l = 0; l < mapSlopes.length; l++) {
            double[] joules = {1, 2, 3};
            maps.add(new MapChoice(
                    "map" + l,
                    new long[] {5},
                    5,
                    new int[] {8},
                    new int[] {8},
                    new double[1],
                    new double[][] {losses(mapSlopes[l])},
                    new double[][] {joules}));
            layers.add(new LayerChoice(
                    l,
                    new int[] {8},
                    new double[1],
                    new int[] {8},
                    new double[1],
                    new double[][][] {{losses(psumSlopes[l])}},
                    new double[][][] {{joules}},
                    new double[][][] {{{1}}},
                    new long[] {1},
                    new long[][] {{1}},
                    new double[][] {{1}},
                    new double[][] {{1}}));
        }
        return new SurrogateProblem(
                maps,
                layers,
                List.of(1.4, 1.5, 1.6),
                new Limits(0.4, partitions, featureMapCells, Optional.empty()),
                new Hardware(100, new double[3], new double[3], 1, 1, new double[][] {{1}}),
                1,
                Objective.ENERGY);
    }

    private static double[] losses(double slope) {
        // A trace less, so that rounding decides nothing.
        return Arrays.stream(ERROR_RATES)
                .map(rate -> slope * rate * (1 - 1e-12))
                .toArray();
    }
}
