package org.layco.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.layco.source.Knowable;

/** Shares of worn cells are those that cells of lognormal endurance have, counted by the simulation or in closed form. */
class WornCellsTest {
    private static final double SIGMA = 0.64;
    private static final WriteSpread SPREAD = new WriteSpread(
            List.of(group("maps", 300_000, 1), group("maps", 100_000, 4), group("sums", 200_000, 50)),
            List.of(),
            SwapCost.NONE);

    private static CellGroup group(String partition, long cells, double writes) {
        return new CellGroup(partition, cells, writes, Knowable.known(1e6));
    }

    @Test
    void halfOfTheCellsAreWornOutAtTheirMedianEndurance() {
        WornCells worn = WornCells.at(1e6 / 50, SPREAD, SIGMA);
        assertThat(worn.share("sums")).isCloseTo(0.5, within(1e-12));
        assertThat(worn.largest()).isEqualTo(worn.share("sums"));
        assertThat(worn.share("elsewhere")).isZero();
    }

    @Test
    void newCellsAreNotWornOut() {
        assertThat(WornCells.at(0, SPREAD, SIGMA).largest()).isZero();
    }

    @Test
    void sharesAreTheMeansOfTheSimulation() {
        List<Double> ages = List.of(100.0, 1e4, 1e6);
        WearTimeline simulated = new WearSimulation(SIGMA, 7, 200).run(SPREAD, ages);
        for (int age = 0; age < ages.size(); age++) {
            WornCells worn = WornCells.at(ages.get(age), SPREAD, SIGMA);
            for (String partition : List.of("maps", "sums")) {
                double mean = Objects.requireNonNull(
                                simulated.failedShareByPartition().get(partition))
                        .get(age);
                // 200 chips of 200,000 cells or more: 4.5 standard errors
                double tolerance = 4.5 * Math.sqrt(Math.max(worn.share(partition), 1e-7) / 4e7);
                assertThat(worn.share(partition)).as(partition).isCloseTo(mean, within(tolerance));
            }
        }
    }
}
