package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetsTest {
    private static final AccuracyGuarantee GUARANTEE = new AccuracyGuarantee(1, 0.95);

    @Test
    void sharesAddUpToOneAndFractionsNeverRiskEverything() {
        for (double variance : new double[] {1e-6, 0.01, 1}) {
            Bets bets = Bets.planned(GUARANTEE, 5_000, variance);
            assertThat(Arrays.stream(bets.shares()).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(bets.fractions()).allMatch(c -> c > 0 && c < 1))
                    .isTrue();
        }
    }

    /** docs/decisions/betting-strategy.md compares more strategies; this guards its conclusion. */
    @ParameterizedTest
    @CsvSource({
        "0.50, 1.0, 5000, 1",
        "0.70, 2.0, 8000, 1",
        "0.50, 3.0, 8000, 1",
        "0.80, 1.0, 8000, 1",
        "0.50, 3.0, 8000, 3",
        "0.50, 3.0, 8000, 0.3333"
    })
    void plannedBetsCertifyMoreOftenThanTheUniformPortfolio(
            double lossPp, double discordancePp, int images, double misjudgedVariance) {
        var population = new SimulatedPopulation(lossPp, 0, (discordancePp - lossPp) / 2);
        Bets planned = Bets.planned(GUARANTEE, images, misjudgedVariance * population.variance());
        double power = power(population, images, planned);
        double uniform = power(population, images, uniformPortfolio());
        assertThat(power).isGreaterThan(uniform + 0.01);
    }

    private static double power(SimulatedPopulation population, int images, Bets bets) {
        return SimulatedPopulation.shareCertified(1_000, seed -> {
            BettingBound bound = new BettingBound(GUARANTEE, bets);
            for (double loss : population.losses(seed, images)) {
                bound.add(loss);
            }
            return bound.met();
        });
    }

    /** Cover's universal portfolio with a uniform prior, on a grid. */
    private static Bets uniformPortfolio() {
        int count = 16;
        double[] fractions = new double[count];
        double[] shares = new double[count];
        for (int k = 0; k < count; k++) {
            fractions[k] = (k + 0.5) / count;
            shares[k] = 1.0 / count;
        }
        return new Bets(fractions, shares);
    }
}
