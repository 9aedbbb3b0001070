package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmoothedLossTest {
    private static final int POPULATION = 400_000;
    private static final int SAMPLE = 2_000;

    /** Margins of a classifier of about 90 %, and the same shifted by noise and a little downwards. */
    private static float[][] margins(int images, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] margins = new float[2][images];
        for (int i = 0; i < images; i++) {
            margins[0][i] = (float) random.nextGaussian(4, 3);
            margins[1][i] = (float) (margins[0][i] - 0.05 + random.nextGaussian(0, 0.3));
        }
        return margins;
    }

    private static double countedLossPp(float[][] margins) {
        int lost = 0;
        for (int i = 0; i < margins[0].length; i++) {
            lost += (margins[0][i] > 0 ? 1 : 0) - (margins[1][i] > 0 ? 1 : 0);
        }
        return 100.0 * lost / margins[0].length;
    }

    @Test
    void estimatesThePopulationsLossWithLessSpreadThanCounting() {
        float[][] population = margins(POPULATION, 1);
        double truth = countedLossPp(population);
        assertThat(SmoothedLoss.of(population[0], population[1]).lossPp()).isEqualTo(truth, within(0.1));

        double counted = 0;
        double smoothed = 0;
        double expected = 0;
        int samples = 200;
        for (int seed = 2; seed < 2 + samples; seed++) {
            float[][] sample = margins(SAMPLE, seed);
            SmoothedLoss estimate = SmoothedLoss.of(sample[0], sample[1]);
            counted += Math.pow(countedLossPp(sample) - truth, 2);
            smoothed += Math.pow(estimate.lossPp() - truth, 2);
            expected += Math.pow(estimate.standardErrorPp(), 2);
        }
        assertThat(Math.sqrt(smoothed / samples)).isLessThan(0.5 * Math.sqrt(counted / samples));
        assertThat(Math.sqrt(smoothed / samples)).isEqualTo(Math.sqrt(expected / samples), within(0.02));
    }

    @Test
    void nothingIsLostWhereNothingMoves() {
        float[] margins = {1, -2, 0};
        assertThat(SmoothedLoss.of(margins, margins)).isEqualTo(new SmoothedLoss(0, 0));
    }

    @Test
    void refusesWhatAreNotPairs() {
        assertThatThrownBy(() -> SmoothedLoss.of(new float[3], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not pairs");
    }
}
