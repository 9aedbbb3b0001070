package org.layco.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalDistributionTest {
    /** Abramowitz and Stegun, table 26.1 (Q(x), 15 digits) and table 26.2 (-log Q(x)) for the far tail. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.158655253931457",
        "1.96, 0.0249978951482205",
        "3, 1.349898031630095e-3",
        "4, 3.167124183311992e-5",
        "5, 2.866515718791939e-7",
        "6, 9.865876450376981e-10",
        "8, 6.220960574271785e-16",
        "10, 7.619853024160527e-24",
    })
    void tailsAgreeWithPublishedTables(double x, double upperTail) {
        assertThat(NormalDistribution.cumulative(-x)).isCloseTo(upperTail, Percentage.withPercentage(1e-9));
        assertThat(NormalDistribution.cumulative(x)).isCloseTo(1 - upperTail, within(1e-15));
    }

    /** Published percentage points: Abramowitz and Stegun, table 26.5 and 26.6. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.025, -1.959963984540054",
        "0.01, -2.326347874040841",
        "0.001, -3.090232306167814",
        "1e-6, -4.753424308822899",
        "1e-9, -5.997807015007687",
        "0.975, 1.959963984540054",
    })
    void quantilesAgreeWithPublishedTables(double probability, double x) {
        assertThat(NormalDistribution.quantile(probability)).isCloseTo(x, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-15, 1e-12, 1e-7, 2e-3, 0.02424, 0.02426, 0.3, 0.5, 0.9, 0.999})
    void quantileInvertsTheCumulativeFunction(double probability) {
        assertThat(NormalDistribution.cumulative(NormalDistribution.quantile(probability)))
                .isCloseTo(probability, Percentage.withPercentage(1e-9));
    }

    @Test
    void certainAndImpossibleHaveNoQuantile() {
        assertThatThrownBy(() -> NormalDistribution.quantile(0)).hasMessageContaining("strictly between 0 and 1");
        assertThatThrownBy(() -> NormalDistribution.quantile(1)).hasMessageContaining("strictly between 0 and 1");
    }
}
