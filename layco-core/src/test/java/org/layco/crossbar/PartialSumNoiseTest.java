package org.layco.crossbar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

class PartialSumNoiseTest {
    private static final double LEVEL_SIGMA = 0.05;

    @Test
    void oneGaussianHasTheErrorVarianceOfADenseSliceBySliceReadBack() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        CrossbarArray[] arrays = {
            new CrossbarArray(64, 64, 1, 1, 1),
            new CrossbarArray(256, 256, 4, 2, 8),
            new CrossbarArray(128, 128, 2, 1, 4),
            new CrossbarArray(100, 128, 4, 2, 2)
        };
        MvmShape shape = new MvmShape(24, 14, 14, 8, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1);
        for (CrossbarArray array : arrays) {
            for (int bits : new int[] {4, 5, 6, 8}) {
                LayerProgram program = RandomLayers.program(random, shape, Layout.CHANNELS_FIRST, array, 8, 8);
                char[] digits = RandomLayers.uniformDigits(random, program);
                PartialSumRanges ranges = new PartialSumRanges(program);
                ranges.observe(digits, 0, 1);
                double model = PartialSumNoise.accumulatorSigma(ranges, bits, LEVEL_SIGMA);
                double dense = denseErrorVariance(random, program, digits, ranges, bits);
                assertThat(dense / (model * model))
                        .as("dense over modelled variance at %d bits of %s", bits, array)
                        .isCloseTo(1, within(0.15));
            }
        }
    }

    /** Reads every slice back: rounds it to the middle of its level, adds level noise, sums with significance. */
    private static double denseErrorVariance(
            RandomGenerator random, LayerProgram program, char[] digits, PartialSumRanges ranges, int bits) {
        PartialSums sums = program.partialSums();
        var image = new PaddedImage();
        image.fill(program, digits);
        var planes = new InputBits();
        planes.load(program, image);
        SliceReader reader = new SliceReader(program);
        double total = 0;
        double squares = 0;
        int results = 0;
        int cellsPerOutput = sums.cells() / sums.outputs();
        for (int position = 0; position < sums.positions(); position++) {
            for (int output = 0; output < sums.outputs(); output++) {
                double error = 0;
                for (int i = 0; i < cellsPerOutput; i++) {
                    long exact = reader.read(output, i, image, planes, position);
                    long step = PartialSumNoise.levelStep(fullScale(ranges, i), bits);
                    double middle = exact / step * step + (step - 1) / 2.0;
                    double distance = (fullScale(ranges, i) + 1.0) / (1 << bits);
                    double read = middle + LEVEL_SIGMA * distance * random.nextGaussian();
                    error += (read - exact) * reader.significance(i);
                }
                total += error;
                squares += error * error;
                results++;
            }
        }
        double mean = total / results;
        return squares / results - mean * mean;
    }

    private static long fullScale(PartialSumRanges ranges, int cellOfOutput) {
        PartialSums sums = ranges.partialSums();
        int j = cellOfOutput % sums.inputSlices();
        int i = cellOfOutput / sums.inputSlices() % sums.weightSlices();
        int polarity = cellOfOutput
                / sums.inputSlices()
                / sums.weightSlices()
                % sums.array().polarities();
        int tile = cellOfOutput
                / sums.inputSlices()
                / sums.weightSlices()
                / sums.array().polarities();
        return ranges.fullScale(tile, polarity, i, j);
    }

    @Test
    void levelsFinerThanOneRoundNothingButCarryNoise() {
        assertThat(PartialSumNoise.levelStep(64, 8)).isEqualTo(1);
        assertThat(PartialSumNoise.levelStep(255, 8)).isEqualTo(1);
        assertThat(PartialSumNoise.levelStep(256, 8)).isEqualTo(2);
        assertThat(PartialSumNoise.variance(64, 8, 0)).isZero();
        assertThat(PartialSumNoise.variance(63, 8, 0.05)).isCloseTo(Math.pow(0.05 / 4, 2), within(1e-12));
    }

    @Test
    void calibratedFullScalesNeverExceedWhatATileCanReach() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int i = 0; i < 20; i++) {
            LayerProgram program = RandomLayers.program(random);
            PartialSumRanges seen = new PartialSumRanges(program);
            seen.observe(RandomLayers.digits(random, program), 0, 2);
            double calibrated = PartialSumNoise.accumulatorSigma(seen, 4, LEVEL_SIGMA);
            double widest = PartialSumNoise.accumulatorSigma(PartialSumRanges.widest(program), 4, LEVEL_SIGMA);
            assertThat(calibrated).isLessThanOrEqualTo(widest).isPositive();
        }
    }
}
