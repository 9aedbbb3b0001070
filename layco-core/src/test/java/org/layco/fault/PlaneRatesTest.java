package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.layco.quant.Encoding;

class PlaneRatesTest {
    @Test
    void theTopBitsOfEveryWordAreSafer() {
        PlaneRates planes = new PlaneRates(0.01, 3, 1e-6);
        CellProbability cells = planes.cells(new Encoding.OffsetBinary(8));
        for (int element = 0; element < 3; element++) {
            for (int bit = 0; bit < 8; bit++) {
                assertThat(cells.of(element * 8L + bit)).isEqualTo(bit < 5 ? 0.01 : 1e-6);
                assertThat(planes.of(bit, 8)).isEqualTo(bit < 5 ? 0.01 : 1e-6);
            }
        }
    }

    @Test
    void bothMagnitudesOfADifferentialPairHaveSaferTopBits() {
        CellProbability cells = new PlaneRates(0.01, 1, 1e-6).cells(new Encoding.DifferentialPair(4));
        for (int bit = 0; bit < 8; bit++) {
            assertThat(cells.of(24 + bit)).isEqualTo(bit % 4 == 3 ? 1e-6 : 0.01);
        }
    }

    @Test
    void noSafeBitsOrOnlySafeBitsAreOneRate() {
        Encoding encoding = new Encoding.PlainBinary(4);
        assertThat(new PlaneRates(0.01, 0, 1e-6).cells(encoding)).isEqualTo(CellProbability.uniform(0.01));
        assertThat(new PlaneRates(0.01, 4, 1e-6).cells(encoding)).isEqualTo(CellProbability.uniform(1e-6));
        assertThat(new PlaneRates(0.01, 9, 1e-6).of(0, 4)).isEqualTo(1e-6);
    }

    @Test
    void everyPlaneFailsAtItsRate() {
        int words = 200_000;
        CellProbability cells = new PlaneRates(0.05, 2, 2e-3).cells(new Encoding.PlainBinary(6));
        LongBuffer failed = new FailedWrites().draw(11, 6L * words, cells);
        long[] counts = new long[6];
        for (int i = 0; i < failed.limit(); i++) {
            counts[(int) (failed.get(i) % 6)]++;
        }
        double[] trials = new double[6];
        Arrays.fill(trials, words);
        ChiSquare.assertBinomial("planes", counts, trials, new double[] {0.05, 0.05, 0.05, 0.05, 2e-3, 2e-3});
    }

    @Test
    void ratesThatAreNoProbabilitiesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRates(1.2, 1, 0))
                .withMessageContaining("1.2");
        assertThatIllegalArgumentException().isThrownBy(() -> new PlaneRates(0.1, -1, 0));
    }
}
