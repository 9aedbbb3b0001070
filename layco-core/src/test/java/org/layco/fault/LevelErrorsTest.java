package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.layco.device.LevelGaussians;
import org.layco.device.LevelGaussians.Level;
import org.layco.network.Operand;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.WordChanges;

class LevelErrorsTest {
    /** Four levels that are confused often enough to count, each pair at another rate. */
    private static final LevelGaussians FOUR =
            new LevelGaussians(List.of(new Level(0, 0.15), new Level(1, 0.3), new Level(2, 0.2), new Level(3, 0.25)));

    private static final LevelGaussians EIGHT = new LevelGaussians(IntStream.range(0, 8)
            .mapToObj(level -> new Level(level, 0.2 + 0.02 * (level % 3)))
            .toList());

    @Test
    void everyLevelMovesUpAndDownAtItsOwnRate() {
        LevelErrors errors = new LevelErrors(FOUR);
        Encoding encoding = new Encoding.PlainBinary(2);
        int each = 300_000;
        for (int level = 0; level < 4; level++) {
            int[] codes = new int[each];
            Arrays.fill(codes, level);
            StreamKey key = key(1, level);
            Digits.change(codes, digits -> errors.apply(key, encoding, Digits.ZERO_POINT, digits));
            long[] counts = new long[4];
            for (int code : codes) {
                counts[code]++;
            }
            for (int read = 0; read < 4; read++) {
                double rate = read == level + 1 ? FOUR.up(level) : read == level - 1 ? FOUR.down(level) : 0;
                if (read != level) {
                    assertThat((double) counts[read])
                            .as("level %d read as %d", level, read)
                            .isCloseTo(each * rate, within(4.5 * Math.sqrt(each * rate)));
                }
            }
        }
    }

    @Test
    void everyDigitOfAWordMovesOnItsOwnByItsSignificance() {
        LevelErrors errors = new LevelErrors(FOUR);
        Encoding encoding = new Encoding.PlainBinary(6);
        assertThat(errors.cellsPerWord(encoding)).isEqualTo(3);
        int n = 200_000;
        int stored = 0b01_10_11;
        int[] codes = new int[n];
        Arrays.fill(codes, stored);
        Digits.change(codes, digits -> errors.apply(key(2, 0), encoding, Digits.ZERO_POINT, digits));
        long[] counts = new long[5];
        for (int code : codes) {
            int low = code & 3;
            int middle = (code >>> 2) & 3;
            int high = code >>> 4;
            counts[0] += low == 2 ? 1 : 0;
            counts[1] += middle == 3 ? 1 : 0;
            counts[2] += middle == 1 ? 1 : 0;
            counts[3] += high == 2 ? 1 : 0;
            counts[4] += high == 0 ? 1 : 0;
        }
        double[] rates = {FOUR.down(3), FOUR.up(2), FOUR.down(2), FOUR.up(1), FOUR.down(1)};
        double[] trials = new double[5];
        Arrays.fill(trials, n);
        ChiSquare.assertBinomial("digits", counts, trials, rates);
    }

    @Test
    void aCellThatItsWordDoesNotFillReadsAsNoMoreThanItCanHold() {
        LevelErrors errors = new LevelErrors(EIGHT);
        for (Encoding encoding : new Encoding[] {
            new Encoding.PlainBinary(8),
            new Encoding.OffsetBinary(7),
            new Encoding.TwosComplement(4),
            new Encoding.DifferentialPair(4),
            new Encoding.PlainBinary(2)
        }) {
            int n = 40_000;
            int highest = (1 << (encoding.bits() - 1)) - 1;
            int[] codes = new int[n];
            Arrays.fill(codes, highest);
            Digits.change(codes, digits -> errors.apply(key(3, encoding.bits()), encoding, Digits.ZERO_POINT, digits));
            assertThat(Arrays.stream(codes).distinct().count()).isGreaterThan(1);
            for (int code : codes) {
                int word = encoding.encode(code);
                assertThat(word >>> encoding.wordBits())
                        .as("%s read %d", encoding, code)
                        .isZero();
                assertThat(encoding.decode(word)).isEqualTo(code);
            }
        }
    }

    @Test
    void magnitudesOfADifferentialPairHaveCellsOfTheirOwn() {
        LevelErrors errors = new LevelErrors(EIGHT);
        Encoding pair = new Encoding.DifferentialPair(4);
        assertThat(errors.cellsPerWord(pair)).isEqualTo(4);
        int n = 100_000;
        short[] codes = new short[n];
        Arrays.fill(codes, (short) -5);
        QuantizedWeights weights = QuantizedWeights.ofCodes(4, codes, new float[] {1});
        WordChanges changes = errors.changes(key(4, 0), pair, weights, WordChanges.NONE);
        assertThat(changes.size()).isPositive();
        // -5: positive 0|000, negative 0|101; the empty cells can only rise to what they hold
        int written = 5 << 4;
        for (int i = 0; i < changes.size(); i++) {
            int word = changes.words()[i];
            assertThat(word).isNotEqualTo(written).isBetween(0, 255);
            assertThat(word & 7).isBetween(0, 1);
            assertThat((word >>> 4) & 7).isBetween(4, 6);
        }
        assertThat(weights.code(0, 0)).isEqualTo(-5);
    }

    @Test
    void changesOfWeightsAreThoseOfTheSameCodes() {
        LevelErrors errors = new LevelErrors(FOUR);
        Encoding encoding = new Encoding.OffsetBinary(8);
        int n = 5000;
        short[] codes = new short[n];
        int[] copy = new int[n];
        for (int i = 0; i < n; i++) {
            codes[i] = (short) (i % 255 - 127);
            copy[i] = codes[i];
        }
        QuantizedWeights weights = QuantizedWeights.ofCodes(8, codes, new float[] {1});
        Digits.change(copy, digits -> errors.apply(key(5, 0), encoding, Digits.ZERO_POINT, digits));
        WordChanges changes = errors.changes(key(5, 0), encoding, weights, WordChanges.NONE);
        int[] expected = IntStream.range(0, n).filter(i -> copy[i] != codes[i]).toArray();
        assertThat(changes.elements()).isEqualTo(expected);
        assertThat(Arrays.stream(changes.words()).map(encoding::decode).toArray())
                .isEqualTo(Arrays.stream(expected).map(i -> copy[i]).toArray());
    }

    @Test
    void earlierChangesAreKeptAndMisreadInTheirTurn() {
        LevelErrors errors = new LevelErrors(FOUR);
        Encoding encoding = new Encoding.PlainBinary(2);
        int n = 20_000;
        QuantizedWeights weights = QuantizedWeights.ofCodes(2, new short[n], new float[] {1});
        int[] stuck = IntStream.range(0, n).filter(i -> i % 2 == 1).toArray();
        int[] words = new int[stuck.length];
        Arrays.fill(words, 3);
        WordChanges changes = errors.changes(key(6, 0), encoding, weights, new WordChanges(stuck, words));
        assertThat(changes.elements()).isSorted().doesNotHaveDuplicates().contains(stuck);
        long misread = 0;
        for (int i = 0; i < changes.size(); i++) {
            boolean odd = changes.elements()[i] % 2 == 1;
            assertThat(changes.words()[i]).isIn(odd ? List.of(2, 3) : List.of(1));
            misread += odd && changes.words()[i] == 2 ? 1 : 0;
        }
        assertThat(misread).isPositive();
    }

    @Test
    void cellsWhoseLevelsDoNotOverlapAreReadRight() {
        LevelErrors errors = new LevelErrors(new LevelGaussians(List.of(new Level(0, 0.009), new Level(1, 0.003))));
        int[] codes = IntStream.range(0, 256).toArray();
        Digits.change(codes, digits -> errors.apply(key(7, 0), new Encoding.PlainBinary(8), Digits.ZERO_POINT, digits));
        assertThat(codes).isEqualTo(IntStream.range(0, 256).toArray());
    }

    private static StreamKey key(long seed, long trial) {
        return new StreamKey(seed, 0, trial, 3, Operand.WEIGHT);
    }
}
