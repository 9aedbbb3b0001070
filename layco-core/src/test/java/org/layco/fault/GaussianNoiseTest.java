package org.layco.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
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
            double tolerance = 4.5 * Math.sqrt(expected) + 2e-4 * SAMPLES * (tail[0] < 3.4 ? 1 : 0);
            assertThat(above).as("above %s", tail[0]).isCloseTo(expected, within(tolerance));
            assertThat(below).as("below -%s", tail[0]).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void elementsAndStreamsAreUncorrelated() {
        float[] first = samples(STREAM);
        float[] second = samples(STREAM + 1);
        for (int lag : new int[] {1, 2, 3, 4, 5}) {
            double sum = 0;
            for (int i = lag; i < SAMPLES; i++) {
                sum += first[i] * first[i - lag];
            }
            assertThat(sum / SAMPLES).as("lag %d", lag).isCloseTo(0, within(4.5 / Math.sqrt(SAMPLES)));
        }
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += first[i] * second[i];
        }
        assertThat(sum / SAMPLES).isCloseTo(0, within(4.5 / Math.sqrt(SAMPLES)));
    }

    @Test
    void aFillIsTheSameWhereverItStarts() {
        float[] whole = new float[100];
        GaussianNoise.fill(STREAM, 40, whole, 100);
        for (int start = 0; start < 9; start++) {
            float[] part = new float[50];
            GaussianNoise.fill(STREAM, 40L + start, part, 50);
            assertThat(part).isEqualTo(Arrays.copyOfRange(whole, start, start + 50));
            assertThat(GaussianNoise.at(STREAM, 40L + start)).isEqualTo(whole[start]);
        }
    }

    private static float[] samples(long stream) {
        float[] samples = new float[SAMPLES];
        GaussianNoise.fill(stream, 0, samples, SAMPLES);
        return samples;
    }
}
