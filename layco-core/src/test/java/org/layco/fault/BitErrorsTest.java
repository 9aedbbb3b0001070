package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.layco.device.BitErrorModel;
import org.layco.device.FaultModel;
import org.layco.device.StuckCells;
import org.layco.network.Operand;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.StoredCode;
import org.layco.quant.WordChanges;

class BitErrorsTest {
    @Test
    void aUniformErrorFlipsTheStoredBitOfTheFailedCell() {
        int[] codes = {5, -3, 0};
        // offset binary of 4 bits: 5 -> 1101, -3 -> 0101, 0 -> 1000; cells 0, 7 and 10
        Digits.change(
                codes,
                digits -> BitErrors.apply(
                        cells(0, 7, 10),
                        1,
                        new BitErrorModel.Uniform(),
                        new Encoding.OffsetBinary(4),
                        Digits.ZERO_POINT,
                        digits));
        assertThat(codes).containsExactly(4, 5, 4);
    }

    @Test
    void aMissedResetTurnsZerosToOnesOnly() {
        int[] codes = {0b0101, 0b0101};
        BitErrorModel missedReset = new BitErrorModel.DataDependent(1, 0);
        Digits.change(
                codes,
                digits -> BitErrors.apply(
                        cells(0, 1, 2, 5), 1, missedReset, new Encoding.PlainBinary(4), Digits.ZERO_POINT, digits));
        assertThat(codes).containsExactly(0b0111, 0b0111);
    }

    @Test
    void sharesOfOutcomesAreKeptAndDependOnTheCellOnly() {
        int n = 200_000;
        int[] codes = new int[n];
        BitErrorModel model = new BitErrorModel.DataDependent(0.3, 1);
        LongBuffer all = LongBuffer.wrap(LongStream.range(0, 2L * n).toArray());
        Digits.change(
                codes,
                digits -> BitErrors.apply(all, 42, model, new Encoding.PlainBinary(2), Digits.ZERO_POINT, digits));
        long ones = Arrays.stream(codes).map(Integer::bitCount).sum();
        assertThat(ones / (2.0 * n)).isCloseTo(0.3, within(4.5 * Math.sqrt(0.21 / (2.0 * n))));
        int[] single = new int[n];
        Digits.change(
                single,
                digits -> BitErrors.apply(
                        cells(1001), 42, model, new Encoding.PlainBinary(2), Digits.ZERO_POINT, digits));
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

    @Test
    void aStuckCellReadsItsOwnValueWhateverIsWrittenAndHoweverItFails() {
        StuckBits stuck = new StuckBits(new long[] {0, 3, 5, 6}, new boolean[] {true, false, true, false});
        int[] codes = {0b1010, 0b0110};
        // Cells 0 and 5 fail to be written and stay stuck, cell 1 turns over.
        Digits.change(
                codes,
                digits -> BitErrors.apply(
                        cells(0, 1, 5),
                        1,
                        new BitErrorModel.Uniform(),
                        stuck,
                        new Encoding.PlainBinary(4),
                        Digits.ZERO_POINT,
                        digits));
        assertThat(codes).containsExactly(0b0001, 0b0010);
    }

    @Test
    void stuckWeightsAreChangesOnlyWhereTheyDiffer() {
        QuantizedWeights weights = QuantizedWeights.ofCodes(4, new short[] {3, 1, -8 + 1}, new float[] {1});
        // 3 -> 1011, 1 -> 1001, -7 -> 0001
        StuckBits stuck = new StuckBits(new long[] {1, 6, 8}, new boolean[] {true, true, false});
        WordChanges changes = BitErrors.changes(
                cells(1, 4, 10), 1, new BitErrorModel.Uniform(), stuck, new Encoding.OffsetBinary(4), weights);
        assertThat(changes.elements()).containsExactly(1, 2);
        assertThat(changes.words()).containsExactly(0b1100, 0b0100);
    }

    @Test
    void severalFailuresInOneWordActOnTheWordNotOnTheCodesBetween() {
        // 0 is 0000; its sign bit alone would make a negative zero, whose code has another word.
        int[] codes = {0, 0};
        Digits.change(
                codes,
                digits -> BitErrors.apply(
                        cells(1, 3, 7),
                        1,
                        new BitErrorModel.Uniform(),
                        new Encoding.SignMagnitude(4),
                        Digits.ZERO_POINT,
                        digits));
        assertThat(codes).containsExactly(-2, 0);
    }

    @Test
    void sparseErrorsAreThoseOfADenseCellByCellOracleInEveryStoredCode() {
        for (StoredCode stored : StoredCode.values()) {
            Encoding encoding = stored.encoding(5, true);
            int n = 3000;
            int[] codes = new int[n];
            short[] written = new short[n];
            for (int i = 0; i < n; i++) {
                written[i] = (short) (i % 31 - 15);
                codes[i] = written[i];
            }
            BitErrorModel model = new BitErrorModel.DataDependent(0.7, 0.2);
            StreamKey key = new StreamKey(1, 2, 3, 4, Operand.WEIGHT);
            LongBuffer failed = new FailedWrites().draw(key.failedWrites(), 5L * n, 0.1);
            StuckBits stuck = new CellFaults(
                            FaultModel.of(model).withStuckCells(new StuckCells(0.05, 0.9)), new ArrayGeometry(64, 64))
                    .stuck(key, 5L * n);
            int[] expected = dense(failed, stuck, key.outcomes(), encoding, codes);
            WordChanges changes = BitErrors.changes(
                    failed, key.outcomes(), model, stuck, encoding, QuantizedWeights.ofCodes(5, written, new float[] {1
                    }));
            Digits.change(
                    codes,
                    digits ->
                            BitErrors.apply(failed, key.outcomes(), model, stuck, encoding, Digits.ZERO_POINT, digits));
            assertThat(codes).isEqualTo(expected);
            int[] read = new int[n];
            Arrays.setAll(read, i -> written[i]);
            for (int i = 0; i < changes.size(); i++) {
                read[changes.elements()[i]] = encoding.decode(changes.words()[i]);
            }
            assertThat(read).isEqualTo(expected);
        }
    }

    /** The codes read when a 0 fails to 1 with probability 0.7 and a 1 to 0 with 0.2. */
    private static int[] dense(LongBuffer failed, StuckBits stuck, long outcomes, Encoding encoding, int[] codes) {
        int[] read = new int[codes.length];
        for (int element = 0; element < codes.length; element++) {
            int word = 0;
            for (int bit = 0; bit < encoding.wordBits(); bit++) {
                long cell = (long) element * encoding.wordBits() + bit;
                int value = (encoding.encode(codes[element]) >>> bit) & 1;
                for (int i = 0; i < failed.limit(); i++) {
                    double u = CounterHash.unit(CounterHash.bits(outcomes, cell));
                    value = failed.get(i) == cell && u < (value == 0 ? 0.7 : 0.2) ? 1 - value : value;
                }
                for (int i = 0; i < stuck.size(); i++) {
                    value = stuck.cell(i) != cell ? value : stuck.one(i) ? 1 : 0;
                }
                word |= value << bit;
            }
            read[element] = encoding.decode(word);
        }
        return read;
    }

    private static LongBuffer cells(long... indices) {
        return LongBuffer.wrap(indices);
    }
}
