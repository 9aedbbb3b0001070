package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void itIsTheLogarithmOfTheBitsReadAsABinaryFraction() {
        for (long i = 0; i < 100_000; i++) {
            check(CounterHash.bits(1, i));
        }
        for (int zeros = 0; zeros < Long.SIZE; zeros++) {
            check(-1L >>> zeros);
            check(Long.MIN_VALUE >>> zeros);
        }
    }

    @Test
    void noBitsGiveAnythingBelowZeroOrAbove46() {
        assertThat(Exponential.of(-1)).isCloseTo(0, within(1e-15));
        assertThat(Exponential.of(0)).isCloseTo(65 * StrictMath.log(2), within(1e-12));
    }

    private static void check(long bits) {
        double fraction = ((bits >>> 1) + 0.5 * (bits & 1)) * 0x1p-63;
        double exact = -StrictMath.log(fraction);
        assertThat(Exponential.of(bits)).isCloseTo(exact, within(1e-14 * (1 + exact)));
    }
}
