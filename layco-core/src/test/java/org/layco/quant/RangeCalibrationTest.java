package org.layco.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.layco.quant.QuantizedWeights.Granularity;

class RangeCalibrationTest {
    private static final int SAMPLES = 200_000;

    @Test
    void theLargestMagnitudeIsTheRangeOfMax() {
        RangeCalibration seen = new RangeCalibration();
        seen.observe(new float[] {0.5f, -3, 2}, 0, 3);
        Quantizer quantizer = seen.quantizer(8, new RangeRule.Max());
        assertThat(quantizer.signed()).isTrue();
        assertThat(quantizer.scale()).isCloseTo(3.0 / 127, within(1e-12));
        assertThat(seen.least()).isEqualTo(-3);
        assertThat(seen.greatest()).isEqualTo(2);
    }

    @Test
    void aPercentileLeavesOutTheLargestShare() {
        float[] values = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = (float) i / SAMPLES;
        }
        RangeCalibration seen = new RangeCalibration();
        seen.observe(values, 0, SAMPLES);
        Quantizer quantizer = seen.quantizer(8, new RangeRule.Percentile(0.9));
        assertThat(quantizer.signed()).isFalse();
        assertThat(quantizer.scale() * 255).isCloseTo(0.9, within(1e-3));
    }

    @Test
    void theLeastSquaredErrorRangeOfANormalIsThePublishedOptimum() {
        RangeCalibration seen = new RangeCalibration();
        seen.observe(normal(1), 0, SAMPLES);
        // Banner, Nahshan and Soudry, NeurIPS 2019, for clipping a Gaussian at 2, 3 and 4 bits with 2^b levels over the
        // range: 1.71, 2.15, 2.55 sigma; symmetric codes have one level less, so ranges are somewhat different
        assertThat(range(seen, 4)).isCloseTo(2.55, within(0.25));
        assertThat(range(seen, 3)).isCloseTo(2.15, within(0.35));
        assertThat(range(seen, 8)).isBetween(3.5, 4.8);
    }

    @Test
    void theLeastSquaredErrorRangeIsNeverWorseThanMax() {
        float[] values = normal(2);
        for (int bits : new int[] {2, 3, 4, 5, 6, 7, 8}) {
            RangeCalibration seen = new RangeCalibration();
            seen.observe(values, 0, SAMPLES);
            double best = squaredError(values, seen.quantizer(bits, new RangeRule.LeastSquaredError()));
            double max = squaredError(values, seen.quantizer(bits, new RangeRule.Max()));
            assertThat(best).as("%d bits", bits).isLessThanOrEqualTo(max * 1.001);
        }
    }

    @Test
    void orderAndSplittingOfObservationsDoNotMatter() {
        float[] values = normal(3);
        RangeCalibration once = new RangeCalibration();
        once.observe(values, 0, SAMPLES);
        RangeCalibration first = new RangeCalibration();
        RangeCalibration second = new RangeCalibration();
        second.observe(values, SAMPLES / 3, SAMPLES - SAMPLES / 3);
        for (int i = 0; i < SAMPLES / 3; i += 7) {
            first.observe(values, i, Math.min(7, SAMPLES / 3 - i));
        }
        first.merge(second);
        for (RangeRule rule :
                new RangeRule[] {new RangeRule.Max(), new RangeRule.Percentile(0.999), new RangeRule.LeastSquaredError()
                }) {
            assertThat(first.quantizer(4, rule)).isEqualTo(once.quantizer(4, rule));
        }
    }

    @Test
    void theHistogramOfCodesIsThatOfTheQuantizedValues() {
        for (boolean signed : new boolean[] {true, false}) {
            float[] values = normal(4);
            for (int i = 0; i < SAMPLES; i++) {
                values[i] = signed ? values[i] : Math.max(0, values[i]);
            }
            RangeCalibration seen = new RangeCalibration();
            seen.observe(values, 0, SAMPLES);
            for (int bits : new int[] {2, 4, 8}) {
                Quantizer quantizer = seen.quantizer(bits, new RangeRule.LeastSquaredError());
                double[] counts = new double[1 << bits];
                for (float value : values) {
                    counts[quantizer.quantize(value) + quantizer.zeroPoint()] += 1.0 / SAMPLES;
                }
                CodeHistogram codes = seen.codes(quantizer);
                assertThat(codes.zeroPoint()).isEqualTo(quantizer.zeroPoint());
                double sum = 0;
                for (int digits = 0; digits < counts.length; digits++) {
                    // At 8 bits a code is a few bins wide, and a bin may straddle two codes.
                    assertThat(codes.share(digits)).isCloseTo(counts[digits], within(bits == 8 ? 2e-3 : 1e-3));
                    sum += codes.share(digits);
                }
                assertThat(sum).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void valuesThatAreAllZeroGetAUsableQuantizer() {
        RangeCalibration seen = new RangeCalibration();
        seen.observe(new float[4], 0, 4);
        assertThat(seen.quantizer(8, new RangeRule.LeastSquaredError()).quantize(0))
                .isZero();
    }

    @Test
    void infiniteValuesAndMissingObservationsAreRefused() {
        RangeCalibration seen = new RangeCalibration();
        assertThatIllegalStateException().isThrownBy(() -> seen.quantizer(8, new RangeRule.Max()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen.observe(new float[] {Float.POSITIVE_INFINITY}, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> seen.observe(new float[] {Float.NaN}, 0, 1));
    }

    @Test
    void weightsAreQuantizedPerLayerOrPerOutput() {
        float[] values = {1, -0.5f, 0.25f, 8, 4, -2};
        QuantizedWeights layer = QuantizedWeights.of(values, 2, 4, Granularity.LAYER, new RangeRule.Max());
        QuantizedWeights output = QuantizedWeights.of(values, 2, 4, Granularity.CHANNEL, new RangeRule.Max());
        assertThat(layer.scale(0)).isEqualTo(layer.scale(1)).isEqualTo(8f / 7);
        assertThat(output.scale(0)).isEqualTo(1f / 7);
        assertThat(output.codes()).containsExactly(7, -4, 2, 7, 4, -2);
        assertThat(layer.code(0, 0)).isEqualTo(1);
        assertThat(layer.rows()).isEqualTo(3);
    }

    private static double range(RangeCalibration seen, int bits) {
        Quantizer quantizer = seen.quantizer(bits, true, new RangeRule.LeastSquaredError());
        return quantizer.scale() * quantizer.highest();
    }

    private static double squaredError(float[] values, Quantizer quantizer) {
        double sum = 0;
        for (float value : values) {
            double error = value - quantizer.dequantize(quantizer.quantize(value));
            sum += error * error;
        }
        return sum;
    }

    private static float[] normal(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] values = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
