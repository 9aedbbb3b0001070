package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void itIsTheLogarithmOfTheUniform() {
        for (long i = 0; i < 100_000; i++) {
            check(CounterHash.bits(1, i));
        }
        for (long bits : new long[] {0, -1, 1L << 63, (1L << 63) - 1, 1L << 12, -1L << 11}) {
            check(bits);
        }
    }

    private static void check(long bits) {
        double exact = -StrictMath.log(CounterHash.unit(bits));
        assertThat(Exponential.of(bits)).isCloseTo(exact, within(1e-14 * (1 + exact)));
    }
}
