package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.layco.device.NormalDistribution;
import org.layco.source.Knowable;

class WearSimulationTest {
    private static WriteSpread spread(long cells, double writes, double endurance) {
        return new WriteSpread(
                List.of(new CellGroup("p", cells, writes, Knowable.known(endurance))), List.of(), SwapCost.NONE);
    }

    /** At the age of the closed form half of the cells have failed: it is that of the median cell. */
    @Test
    void theMedianCellFailsAtTheAgeOfTheClosedForm() {
        WriteSpread spread = spread(1_000_000, 4, 5e6);
        double age = spread.wearOut().get().inferences();
        assertThat(age).isEqualTo(5e6 / 4);
        WearTimeline timeline = new WearSimulation(0.64, 1, 20).run(spread, List.of(age));
        assertThat(timeline.failedShare().getFirst().mean()).isCloseTo(0.5, within(0.0005));
    }

    /** Cells that hardly differ all fail at the age of the closed form: the case of NVMExplorer and of Resch et al. */
    @Test
    void withoutSpreadAllCellsFailAtTheAgeOfTheClosedForm() {
        WriteSpread spread = spread(1_000_000, 4, 5e6);
        double age = spread.wearOut().get().inferences();
        WearTimeline timeline = new WearSimulation(1e-4, 1, 5).run(spread, List.of(0.998 * age, 1.002 * age));
        assertThat(timeline.firstFailure().mean()).isCloseTo(age, within(0.002 * age));
        assertThat(timeline.failedShare().get(0).mean()).isZero();
        assertThat(timeline.failedShare().get(1).mean()).isEqualTo(1);
    }

    /** A cell-by-cell oracle: every endurance drawn, the least found, the failed counted. */
    @Test
    void failuresAreThoseOfDrawingEveryCell() {
        int cells = 2000;
        int chips = 400;
        double sigma = 0.5;
        Random random = new Random(7);
        double[] first = new double[chips];
        double[] failed = new double[chips];
        double age = 3e4;
        for (int chip = 0; chip < chips; chip++) {
            first[chip] = Double.POSITIVE_INFINITY;
            for (int cell = 0; cell < cells; cell++) {
                double life = 1e6 / 2 * Math.pow(10, sigma * random.nextGaussian());
                first[chip] = Math.min(first[chip], life);
                failed[chip] += life <= age ? 1.0 / cells : 0;
            }
        }
        WearTimeline timeline = new WearSimulation(sigma, 3, chips).run(spread(cells, 2, 1e6), List.of(age));
        double mean = Arrays.stream(first).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(first).map(one -> (one - mean) * (one - mean)).sum() / (chips - 1));
        // Both are means of 400: four standard errors of their difference.
        assertThat(timeline.firstFailure().mean()).isCloseTo(mean, within(4 * deviation * Math.sqrt(2.0 / chips)));
        double p = NormalDistribution.cumulative(Math.log10(age * 2 / 1e6) / sigma);
        double share = 4 * Math.sqrt(2 * p * (1 - p) / cells / chips);
        assertThat(timeline.failedShare().getFirst().mean())
                .isCloseTo(Arrays.stream(failed).average().orElseThrow(), within(share));
        Arrays.sort(failed);
        assertThat(timeline.failedShare().getFirst().low()).isCloseTo(failed[chips / 20], within(0.003));
        assertThat(timeline.failedShare().getFirst().high()).isCloseTo(failed[chips - 1 - chips / 20], within(0.003));
    }

    @Test
    void sharesNeverFallWithAgeAndTheFirstFailureComesBeforeTheFirstFailedCell() {
        WriteSpread spread = new WriteSpread(
                List.of(
                        new CellGroup("a", 5000, 3, Knowable.known(1e6)),
                        new CellGroup("a", 5000, 0, Knowable.known(1e6)),
                        new CellGroup("b", 70, 11, Knowable.known(2e6))),
                List.of(),
                SwapCost.NONE);
        List<Double> ages = List.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);
        for (int seed = 0; seed < 30; seed++) {
            WearTimeline one = new WearSimulation(0.64, seed, 1).run(spread, ages);
            double before = 0;
            for (int a = 0; a < ages.size(); a++) {
                double share = one.failedShare().get(a).mean();
                assertThat(share).isBetween(before, 5070.0 / 10_070);
                assertThat(share > 0).isEqualTo(one.firstFailure().mean() <= ages.get(a));
                before = share;
            }
        }
    }

    @Test
    void equalSeedsGiveEqualChipsAndMoreChipsKeepTheFirst() {
        WriteSpread spread = spread(1_000_000, 4, 5e6);
        List<Double> ages = List.of(1e4, 1e5);
        assertThat(new WearSimulation(0.64, 5, 3).run(spread, ages))
                .isEqualTo(new WearSimulation(0.64, 5, 3).run(spread, ages));
        assertThat(new WearSimulation(0.64, 6, 3).run(spread, ages))
                .isNotEqualTo(new WearSimulation(0.64, 5, 3).run(spread, ages));
    }

    @Test
    void binomialDrawsHaveTheirMomentsForFewAndForMany() {
        for (double[] one : new double[][] {{10, 0.3}, {1000, 0.01}, {1000, 0.3}, {100_000, 0.7}, {1e8, 1e-4}}) {
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            Draws stream = new Draws(1, 2, 3);
            for (int i = 0; i < draws; i++) {
                double k = stream.binomial((long) one[0], one[1]);
                sum += k;
                squares += k * k;
            }
            double mean = one[0] * one[1];
            double variance = mean * (1 - one[1]);
            assertThat(sum / draws).isCloseTo(mean, within(4 * Math.sqrt(variance / draws)));
            assertThat(squares / draws - sum / draws * (sum / draws))
                    .isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / draws) + 0.02 * variance));
        }
    }
}
