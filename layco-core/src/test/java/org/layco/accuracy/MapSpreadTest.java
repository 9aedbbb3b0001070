package org.layco.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MapSpreadTest {
    @Test
    void theIntervalIsStudentsT() {
        MapSpread spread = MapSpread.of(new double[] {0.70, 0.72, 0.68, 0.71, 0.69}, 0.95);
        assertThat(spread.mean()).isCloseTo(0.70, within(1e-12));
        assertThat(spread.sd()).isCloseTo(Math.sqrt(0.001 / 4), within(1e-12));
        double t = 2.776445; // 97.5 % quantile of Student's t with 4 degrees of freedom, from any table
        double half = t * spread.sd() / Math.sqrt(5);
        assertThat(spread.low()).isCloseTo(0.70 - half, within(1e-6));
        assertThat(spread.high()).isCloseTo(0.70 + half, within(1e-6));
        assertThat(spread.halfWidthPp()).isCloseTo(100 * half, within(1e-4));
    }

    @Test
    void theIntervalEndsWhereAccuraciesDo() {
        MapSpread spread = MapSpread.of(new double[] {0.9, 1.0}, 0.95);
        assertThat(spread.high()).isEqualTo(1);
        assertThat(spread.low()).isBetween(0.0, 0.4);
    }

    @Test
    void oneMapHasNoSpread() {
        assertThatThrownBy(() -> MapSpread.of(new double[] {0.5}, 0.95)).hasMessageContaining("maps (1)");
    }
}
