package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SkipLengthsTest {
    private static final int COUNT = 100_001;

    private final SkipLengths random = new SkipLengths();

    @Test
    void uniformNumbersAreTheUpperBitsOfTheHash() {
        double[] uniforms = random.uniforms(7, 30, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(uniforms[i]).isEqualTo(((CounterHash.bits(7, 30 + i) >>> 12) + 0.5) * 0x1p-52);
        }
    }

    @Test
    void skipsAreTheWholePartsOfExponentialNumbers() {
        for (double mean : new double[] {1e-3, 0.7, 30, 1e6, 0x1p40}) {
            long[] skips = random.skips(3, 5, COUNT, mean);
            double tolerance = mean * 1e-9 + 1e-9;
            for (int i = 0; i < COUNT; i++) {
                double exact = -StrictMath.log(((CounterHash.bits(3, 5 + i) >>> 12) + 0.5) * 0x1p-52) * mean;
                assertThat((double) skips[i])
                        .isLessThanOrEqualTo(exact + tolerance)
                        .isGreaterThan(exact - 1 - tolerance);
            }
        }
    }

    @Test
    void aBlockInPiecesIsTheBlock() {
        long[] whole = random.skips(9, 0, 1000, 50).clone();
        for (int from = 0; from < 1000; from += 77) {
            long[] piece = random.skips(9, from, 77, 50);
            for (int i = 0; i < Math.min(77, 1000 - from); i++) {
                assertThat(piece[i]).isEqualTo(whole[from + i]);
            }
        }
    }

    @Test
    void skipsHaveTheMeanOfTheirProcess() {
        double p = 1e-3;
        long[] skips = random.skips(1, 0, COUNT, -1 / Math.log1p(-p));
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += skips[i];
        }
        double mean = (1 - p) / p;
        assertThat(sum / COUNT).isCloseTo(mean, within(4 * mean / Math.sqrt(COUNT)));
    }
}
