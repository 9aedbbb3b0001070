package org.layco.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.layco.device.LevelGaussians.Level;

/**
 * Levels transcribed from NVMExplorer (Pentecost et al., HPCA 2022; github.com/lpentecost/NVMExplorer,
 * nvmFI/nvm_data/mlc_rram_args.p, MIT): mean and standard deviation of the normalised levels of an RRAM cell. Error rates are those
 * of thresholds where neighbouring densities cross, computed independently, to three digits, from the roots of the
 * quadratic and the complementary error function.
 */
class LevelGaussiansTest {
    private static final double[][] TWO = {{0.0, 0.00864567}, {1.0, 0.00339958}};
    private static final double[][] FOUR = {
        {0.0, 0.00864567}, {0.38464387, 0.03351085}, {0.72165694, 0.02741654}, {1.0, 0.00339958}
    };
    private static final double[][] EIGHT = {
        {0.0, 0.00864567}, {0.07826194, 0.01345795}, {0.20381963, 0.030416}, {0.38464387, 0.03351085},
        {0.54212002, 0.02482939}, {0.72165694, 0.02741654}, {0.88611635, 0.03719118}, {1.0, 0.00339958}
    };

    @Test
    void twoLevelsAreNeverConfused() {
        LevelGaussians cell = levels(TWO);
        assertThat(cell.cellBits()).isEqualTo(1);
        assertThat(cell.up(0)).isLessThan(1e-300);
        assertThat(cell.down(1)).isLessThan(1e-300);
    }

    @Test
    void fourLevelsConfuseTheirMiddlePairAtTheKnownRates() {
        LevelGaussians cell = levels(FOUR);
        assertThat(cell.cellBits()).isEqualTo(2);
        assertThat(cell.up(1)).isCloseTo(1.74e-8, Percentage.withPercentage(0.3));
        assertThat(cell.down(2)).isCloseTo(1.42e-8, Percentage.withPercentage(0.3));
        for (double negligible : new double[] {cell.up(0), cell.down(1), cell.up(2), cell.down(3)}) {
            assertThat(negligible).isLessThan(1e-18);
        }
    }

    @Test
    void eightLevelsAreConfusedBetweenTheKnownBounds() {
        LevelGaussians cell = levels(EIGHT);
        assertThat(cell.cellBits()).isEqualTo(3);
        double[] up = {1.49e-4, 1.12e-3, 2.21e-3, 4.00e-3, 2.79e-4, 4.47e-3, 3.06e-3, 0};
        double[] down = {0, 2.40e-4, 2.75e-3, 2.46e-3, 2.86e-3, 3.10e-4, 6.30e-3, 2.26e-4};
        for (int level = 0; level < 8; level++) {
            assertThat(cell.up(level)).as("level %d up", level).isCloseTo(up[level], Percentage.withPercentage(0.5));
            assertThat(cell.down(level))
                    .as("level %d down", level)
                    .isCloseTo(down[level], Percentage.withPercentage(0.5));
        }
    }

    @Test
    void thresholdsAreWhereDensitiesCross() {
        for (double[][] values : List.of(FOUR, EIGHT)) {
            LevelGaussians cell = levels(values);
            for (int level = 0; level + 1 < values.length; level++) {
                double t = cell.threshold(level);
                assertThat(logDensity(values[level], t)).isCloseTo(logDensity(values[level + 1], t), within(1e-9));
                assertThat(t).isBetween(values[level][0], values[level + 1][0]);
            }
        }
    }

    @Test
    void equallyWideLevelsHaveTheirThresholdInTheMiddle() {
        LevelGaussians cell = levels(new double[][] {{-1, 0.5}, {2, 0.5}});
        assertThat(cell.threshold(0)).isCloseTo(0.5, within(1e-15));
        assertThat(cell.up(0)).isCloseTo(NormalDistribution.cumulative(-3), within(1e-15));
        assertThat(cell.down(1)).isEqualTo(cell.up(0));
    }

    @Test
    void levelsThatDoNotAscendOrOverlapWhollyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> levels(new double[][] {{1, 0.1}, {0, 0.1}}))
                .withMessageContaining("cannot be told apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> levels(new double[][] {{0, 0.1}, {0.1, 10}}))
                .withMessageContaining("cannot be told apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> levels(new double[][] {{0, 0.1}, {1, 0.1}, {2, 0.1}}))
                .withMessageContaining("not 3");
    }

    private static LevelGaussians levels(double[][] values) {
        List<Level> levels = new ArrayList<>();
        for (double[] value : values) {
            levels.add(new Level(value[0], value[1]));
        }
        return new LevelGaussians(levels);
    }

    private static double logDensity(double[] level, double x) {
        double z = (x - level[0]) / level[1];
        return -z * z / 2 - Math.log(level[1]);
    }
}
