package org.layco.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void aLinearAxisStartsAndEndsOnRoundValues() {
        Scale scale = Scale.Linear.over(0, 0.874);
        assertThat(scale.ticks()).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
        assertThat(scale.at(0.5)).isEqualTo(0.5);
    }

    @Test
    void aLogarithmicAxisSpansWholeDecades() {
        Scale scale = Scale.Log.over(3e-5, 0.02);
        assertThat(scale.ticks()).containsExactly(1e-5, 1e-4, 1e-3, 1e-2, 1e-1);
        assertThat(scale.at(1e-3)).isEqualTo(0.5);
        assertThat(scale.at(0)).isZero();
        assertThatThrownBy(() -> Scale.Log.over(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyRangeGivesAFewAscendingTicksThatCoverIt() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2000; i++) {
            double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 12));
            double high = low + (i % 10 == 0 ? 0 : random.nextDouble() * Math.pow(10, random.nextInt(-12, 12)));
            Scale linear = Scale.Linear.over(low, high);
            assertThat(linear.ticks()).isSorted().hasSizeBetween(2, 8);
            assertThat(linear.at(low)).isBetween(0.0, 1.0);
            Scale log = Scale.Log.over(Math.abs(low) + 1e-15, Math.abs(high) + 1);
            assertThat(log.ticks()).isSorted().hasSizeBetween(2, 6);
        }
    }
}
