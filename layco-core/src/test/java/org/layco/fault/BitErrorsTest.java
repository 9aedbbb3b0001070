package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.layco.device.BitErrorModel;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

class BitErrorsTest {
    @Test
    void aUniformErrorFlipsTheStoredBitOfTheFailedCell() {
        int[] codes = {5, -3, 0};
        // offset binary of 4 bits: 5 -> 1101, -3 -> 0101, 0 -> 1000; cells 0, 7 and 10
        BitErrors.apply(cells(0, 7, 10), 1, new BitErrorModel.Uniform(), new Encoding.OffsetBinary(4), codes);
        assertThat(codes).containsExactly(4, 5, 4);
    }

    @Test
    void aMissedResetTurnsZerosToOnesOnly() {
        int[] codes = {0b0101, 0b0101};
        BitErrorModel missedReset = new BitErrorModel.DataDependent(1, 0);
        BitErrors.apply(cells(0, 1, 2, 5), 1, missedReset, new Encoding.PlainBinary(4), codes);
        assertThat(codes).containsExactly(0b0111, 0b0111);
    }

    @Test
    void sharesOfOutcomesAreKeptAndDependOnTheCellOnly() {
        int n = 200_000;
        int[] codes = new int[n];
        BitErrorModel model = new BitErrorModel.DataDependent(0.3, 1);
        LongBuffer all = LongBuffer.wrap(LongStream.range(0, 2L * n).toArray());
        BitErrors.apply(all, 42, model, new Encoding.PlainBinary(2), codes);
        long ones = java.util.Arrays.stream(codes).map(Integer::bitCount).sum();
        assertThat(ones / (2.0 * n)).isCloseTo(0.3, within(4.5 * Math.sqrt(0.21 / (2.0 * n))));
        int[] single = new int[n];
        BitErrors.apply(cells(1001), 42, model, new Encoding.PlainBinary(2), single);
        assertThat(single[500]).isEqualTo(codes[500] & 2);
    }

    @Test
    void weightFaultsAreChangedWordsOfBothPolarities() {
        QuantizedWeights weights = QuantizedWeights.ofCodes(4, new short[] {3, -2, 0, 7}, new float[] {1, 1});
        // words of 8 bits: positive magnitude below, negative above
        WordChanges changes = BitErrors.changes(
                cells(2, 5, 8 + 3, 31), 1, new BitErrorModel.Uniform(), new Encoding.DifferentialPair(4), weights);
        assertThat(changes.elements()).containsExactly(0, 1, 3);
        assertThat(changes.words()).containsExactly(0b0010_0111, 0b0010_1000, 0b1000_0111);
        assertThat(new Encoding.DifferentialPair(4).decode(0b0010_1000)).isEqualTo(6);
    }

    @Test
    void failuresWithoutEffectAreNoChanges() {
        QuantizedWeights weights = QuantizedWeights.ofCodes(4, new short[] {3, 1}, new float[] {1});
        WordChanges changes = BitErrors.changes(
                cells(0, 4, 6), 1, new BitErrorModel.DataDependent(1, 0), new Encoding.OffsetBinary(4), weights);
        // 3 -> 1011 and 1 -> 1001: cell 0 holds a 1, cell 4 is bit 0 of the second (a 1), cell 6 its bit 2 (a 0)
        assertThat(changes.elements()).containsExactly(1);
        assertThat(changes.words()).containsExactly(0b1101);
    }

    private static LongBuffer cells(long... indices) {
        return LongBuffer.wrap(indices);
    }
}
