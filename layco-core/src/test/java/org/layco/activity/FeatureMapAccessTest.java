package org.layco.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.layco.hardware.FeatureMapWrites;
import org.layco.hardware.FeatureMapWrites.Comparison;
import org.layco.quant.CodeHistogram;

class FeatureMapAccessTest {
    private static final int WORDS = 200_000;

    @Test
    void everyOptionTakesWhatABufferThatIsWrittenWordByWordTakes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int bits : new int[] {3, 4, 8}) {
            for (int zeroPoint : new int[] {0, 1 << (bits - 1)}) {
                int[] words = words(random, bits, zeroPoint);
                Optional<CodeHistogram> histogram = Optional.of(histogram(words, bits, zeroPoint));
                for (FeatureMapWrites options : options()) {
                    WordBuffer buffer = new WordBuffer(options, bits, zeroPoint);
                    for (int word : words) {
                        buffer.write(word);
                    }
                    FeatureMapAccess estimate = FeatureMapAccess.of(options, bits, histogram);
                    assertThat(estimate.written())
                            .as("%s", options)
                            .isCloseTo(buffer.mean().written(), within(0.02));
                    assertThat(estimate.compared()).isCloseTo(buffer.mean().compared(), within(1e-9));
                    assertThat(estimate.read()).isCloseTo(buffer.mean().read(), within(1e-9));
                }
            }
        }
    }

    @Test
    void withoutDataEveryWordIsEquallyLikely() {
        FeatureMapAccess plain = FeatureMapAccess.of(FeatureMapWrites.PLAIN, 8, Optional.empty());
        assertThat(plain).isEqualTo(new FeatureMapAccess(8, 0, 8));
        FeatureMapAccess compared = FeatureMapAccess.of(single(Comparison.DATA_COMPARISON, false), 8, Optional.empty());
        assertThat(compared.written()).isCloseTo(4, within(1e-12));
        // Sum over d of C(8, d) min(d, 9 - d) / 256.
        FeatureMapAccess flipped = FeatureMapAccess.of(single(Comparison.FLIP_N_WRITE, false), 8, Optional.empty());
        assertThat(flipped.written()).isCloseTo(837 / 256.0, within(1e-12));
        assertThat(flipped.compared()).isEqualTo(9);
    }

    @Test
    void cellsOfMoreBitsNeedTheirPulsesAndAreNotInverted() {
        assertThatThrownBy(() -> new FeatureMapWrites(Comparison.NONE, false, 2, OptionalInt.empty(), 1))
                .hasMessageContaining("Add 'pulses'");
        assertThatThrownBy(() -> new FeatureMapWrites(Comparison.FLIP_N_WRITE, false, 2, OptionalInt.of(3), 1))
                .hasMessageContaining("Use data_comparison");
        FeatureMapWrites fourLevels = new FeatureMapWrites(Comparison.NONE, true, 2, OptionalInt.of(3), 0.5);
        assertThat(fourLevels.cellsOfWord(8)).isEqualTo(5);
        assertThat(fourLevels.cellsOfWord(5)).isEqualTo(4);
    }

    private static List<FeatureMapWrites> options() {
        List<FeatureMapWrites> options = new ArrayList<>();
        for (boolean skips : new boolean[] {false, true}) {
            for (Comparison comparison : Comparison.values()) {
                options.add(single(comparison, skips));
            }
            options.add(new FeatureMapWrites(Comparison.NONE, skips, 2, OptionalInt.of(3), 1));
            options.add(new FeatureMapWrites(Comparison.DATA_COMPARISON, skips, 3, OptionalInt.of(9), 1));
        }
        return options;
    }

    private static FeatureMapWrites single(Comparison comparison, boolean skipsZeros) {
        return new FeatureMapWrites(comparison, skipsZeros, 1, OptionalInt.empty(), 1);
    }

    /** Half zeros, the rest small more often than large, as feature maps behind a Relu are. */
    private static int[] words(SplittableRandom random, int bits, int zeroPoint) {
        int[] words = new int[WORDS];
        int highest = (1 << bits) - 1 - zeroPoint;
        for (int i = 0; i < WORDS; i++) {
            double magnitude = random.nextDouble() * random.nextDouble() * highest;
            words[i] = zeroPoint + (random.nextBoolean() ? 0 : (int) Math.rint(magnitude));
        }
        return words;
    }

    private static CodeHistogram histogram(int[] words, int bits, int zeroPoint) {
        double[] counts = new double[1 << bits];
        for (int word : words) {
            counts[word]++;
        }
        return CodeHistogram.of(bits, zeroPoint, counts);
    }
}
