package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.layco.device.NormalDistribution;
import org.layco.network.Operand;

class GaussianNoiseTest {
    private static final int SAMPLES = 4_000_000;
    private static final long STREAM = new StreamKey(1, 2, 3, 4, Operand.PARTIAL_SUM).levelNoise();

    @Test
    void momentsAreThoseOfAStandardNormal() {
        double[] powers = new double[5];
        for (float z : samples(STREAM)) {
            double power = 1;
            for (int i = 1; i < powers.length; i++) {
                power *= z;
                powers[i] += power / SAMPLES;
            }
        }
        // 4.5 standard errors: sqrt(var(z^i) / n) with var = 1, 2, 15, 96
        assertThat(powers[1]).isCloseTo(0, within(4.5 * Math.sqrt(1.0 / SAMPLES)));
        assertThat(powers[2]).isCloseTo(1, within(4.5 * Math.sqrt(2.0 / SAMPLES)));
        assertThat(powers[3]).isCloseTo(0, within(4.5 * Math.sqrt(15.0 / SAMPLES)));
        assertThat(powers[4]).isCloseTo(3, within(4.5 * Math.sqrt(96.0 / SAMPLES)));
    }

    @Test
    void tailsHaveTheProbabilitiesOfAStandardNormal() {
        // upper tail probabilities, Abramowitz and Stegun, table 26.1
        double[][] tails = {{0.5, 0.3085375}, {1, 0.1586553}, {2, 0.0227501}, {3, 0.0013499}, {4, 3.16712e-5}};
        float[] samples = samples(STREAM);
        for (double[] tail : tails) {
            double above = 0;
            double below = 0;
            for (float z : samples) {
                above += z > tail[0] ? 1 : 0;
                below += z < -tail[0] ? 1 : 0;
            }
            double expected = tail[1] * SAMPLES;
            double tolerance = 4.5 * Math.sqrt(expected);
            assertThat(above).as("above %s", tail[0]).isCloseTo(expected, within(tolerance));
            assertThat(below).as("below -%s", tail[0]).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void elementsAndStreamsAreIndependent() {
        float[] first = samples(STREAM);
        for (int lag : new int[] {1, 2, 3, 5, 8, 15, 16, 17, 32}) {
            uncorrelated("lag " + lag, first, first, lag);
        }
        uncorrelated("next stream", first, samples(STREAM + 1), 0);
        uncorrelated("upper half of the key", first, samples(STREAM + (1L << 32)), 0);
        uncorrelated("next trial", first, samples(new StreamKey(1, 2, 4, 4, Operand.PARTIAL_SUM).levelNoise()), 0);
    }

    /** Neither the numbers nor their squares are correlated: squares have variance 2. */
    private static void uncorrelated(String what, float[] first, float[] second, int lag) {
        double sum = 0;
        double squares = 0;
        for (int i = lag; i < SAMPLES; i++) {
            sum += first[i] * second[i - lag];
            squares += (first[i] * first[i] - 1) * (second[i - lag] * second[i - lag] - 1);
        }
        assertThat(sum / SAMPLES).as(what).isCloseTo(0, within(4.5 / Math.sqrt(SAMPLES)));
        assertThat(squares / SAMPLES).as("squares, " + what).isCloseTo(0, within(4.5 * 2 / Math.sqrt(SAMPLES)));
    }

    @Test
    void theUnitIntervalIsFilledEvenly() {
        int bins = 200;
        int[] counts = new int[bins];
        for (float z : samples(STREAM)) {
            counts[Math.min(bins - 1, (int) (bins * NormalDistribution.cumulative(z)))]++;
        }
        double chiSquare = 0;
        double expected = (double) SAMPLES / bins;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // mean bins - 1, standard deviation sqrt(2 (bins - 1))
        assertThat(chiSquare).isBetween(bins - 1 - 4.5 * Math.sqrt(2.0 * bins), bins - 1 + 4.5 * Math.sqrt(2.0 * bins));
    }

    @Test
    void aFillIsTheSameWhereverItStarts() {
        float[] whole = new float[256];
        new GaussianNoise().fill(STREAM, 64, whole, 250);
        for (int start : new int[] {0, 32, 128}) {
            float[] part = new float[128];
            new GaussianNoise().fill(STREAM, 64L + start, part, 100);
            assertThat(Arrays.copyOf(part, 100)).isEqualTo(Arrays.copyOfRange(whole, start, start + 100));
        }
    }

    private static float[] samples(long stream) {
        float[] samples = new float[SAMPLES];
        new GaussianNoise().fill(stream, 0, samples, SAMPLES);
        return samples;
    }
}
