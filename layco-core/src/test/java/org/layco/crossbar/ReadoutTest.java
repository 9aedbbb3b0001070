package org.layco.crossbar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;
import org.layco.quant.RangeRule;

class ReadoutTest {
    private static final LongBuffer NO_MISSES = LongBuffer.wrap(new long[0]);

    @Test
    void outputsAreScaledAccumulatorsPlusNoisePlusBiasInTheLayersLayout() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int seed = 0; seed < 40; seed++) {
            LayerProgram program = RandomLayers.program(random);
            Accumulators results = program.newAccumulators();
            int[] codes = RandomLayers.codes(random, program);
            new VectorEngine().run(program, codes, WeightFaults.none(program), NO_MISSES, results);
            int outputs = program.shape().outputs();
            int positions = program.shape().positions();
            float[] bias = new float[outputs];
            for (int m = 0; m < outputs; m++) {
                bias[m] = m - 3;
            }
            Readout readout = new Readout(program, bias);
            float[] clean = new float[outputs * positions + 2];
            float[] noisy = new float[outputs * positions + 2];
            readout.write(results, clean, 2);
            readout.write(results, 0.5, ReadoutTest::ramp, noisy, 2);
            for (int i = 0; i < outputs * positions; i++) {
                int m = i / positions;
                int n = i % positions;
                int place = program.layout() == Layout.CHANNELS_LAST ? n * outputs + m : i;
                float exact = results.get(i);
                assertThat(clean[place + 2]).isEqualTo(exact + bias[m]);
                assertThat(noisy[place + 2]).isEqualTo((i % 7 * 0.5f + exact) + bias[m]);
            }
        }
    }

    @Test
    void aLayerAtSixteenBitsAgreesWithFloatArithmetic() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
        MvmShape shape = new MvmShape(3, 9, 10, 5, 3, 3, 2, 1, 1, 0, 1, 1, 1, 1, 1);
        float[] values = gaussians(random, shape.weightElements());
        float[] image = gaussians(random, shape.inputElements());
        var weights = QuantizedWeights.of(
                values, shape.outputs(), 16, QuantizedWeights.Granularity.CHANNEL, new RangeRule.Max());
        Quantizer input = Quantizer.ofRange(16, true, 5);
        var array = new CrossbarArray(64, 64, 1, 1, 1);
        LayerProgram program = new LayerProgram(shape, Layout.CHANNELS_FIRST, array, weights, input);
        int[] codes = new int[image.length];
        input.quantize(image, 0, codes, 0, image.length);
        Accumulators results = program.newAccumulators();
        new VectorEngine().run(program, codes, WeightFaults.none(program), NO_MISSES, results);
        float[] outputs = new float[shape.outputElements()];
        new Readout(program, new float[shape.outputs()]).write(results, outputs, 0);
        for (int i = 0; i < outputs.length; i++) {
            assertThat((double) outputs[i]).isCloseTo(convolve(shape, values, image, i), within(5e-3));
        }
    }

    private static double convolve(MvmShape shape, float[] weights, float[] image, int result) {
        int m = result / shape.positions();
        int p = result % shape.positions() / shape.outWidth();
        int q = result % shape.outWidth();
        double sum = 0;
        for (int k = 0; k < shape.rows(); k++) {
            int h = p * shape.strideHeight() - shape.padTop() + k / shape.kernelWidth() % shape.kernelHeight();
            int w = q * shape.strideWidth() - shape.padLeft() + k % shape.kernelWidth();
            if (h >= 0 && h < shape.height() && w >= 0 && w < shape.width()) {
                int c = k / shape.kernelWidth() / shape.kernelHeight();
                sum += (double) weights[m * shape.rows() + k] * image[(c * shape.height() + h) * shape.width() + w];
            }
        }
        return sum;
    }

    private static float[] gaussians(RandomGenerator random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void ramp(long first, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] = (first + i) % 7;
        }
    }
}
