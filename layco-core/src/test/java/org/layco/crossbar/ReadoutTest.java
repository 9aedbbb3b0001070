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
    void outputsAreScaledAccumulatorsPlusNoisePlusBiasFromAnyElementOn() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int seed = 0; seed < 40; seed++) {
            LayerProgram program = RandomLayers.program(random);
            char[] digits = RandomLayers.digits(random, program);
            Accumulators results = new FastEngine(ConvolutionLibrary.NONE)
                    .program(program)
                    .run(digits, NO_MISSES, StuckPartialSums.NONE);
            int outputs = program.shape().outputs();
            float[] bias = new float[outputs];
            for (int m = 0; m < outputs; m++) {
                bias[m] = m - 3;
            }
            Readout readout = new Readout(program, bias);
            int first = random.nextInt(results.size());
            int count = results.size() - first;
            float[] noise = new float[count + 64];
            for (int i = 0; i < count; i++) {
                noise[i] = i % 7;
            }
            float[] clean = new float[count + 64];
            float[] noisy = new float[count + 64];
            readout.read(results, first, count, noise, 0, clean);
            readout.read(results, first, count, noise, 0.5, noisy);
            for (int i = 0; i < count; i++) {
                int m = (first + i) % outputs;
                float exact = results.get(first + i);
                assertThat(clean[i]).isEqualTo(exact + bias[m]);
                assertThat(noisy[i]).isEqualTo((i % 7 * 0.5f + exact) + bias[m]);
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
        char[] digits = new char[image.length];
        input.quantize(image, 0, digits, 0, image.length);
        Accumulators results =
                new FastEngine(ConvolutionLibrary.NONE).program(program).run(digits, NO_MISSES, StuckPartialSums.NONE);
        float[] outputs = new float[shape.outputElements() + 16];
        new Readout(program, new float[shape.outputs()])
                .read(results, 0, shape.outputElements(), new float[0], 0, outputs);
        for (int i = 0; i < shape.outputElements(); i++) {
            assertThat((double) outputs[i]).isCloseTo(convolve(shape, values, image, i), within(5e-3));
        }
    }

    private static double convolve(MvmShape shape, float[] weights, float[] image, int result) {
        int m = result % shape.outputs();
        int p = result / shape.outputs() / shape.outWidth();
        int q = result / shape.outputs() % shape.outWidth();
        double sum = 0;
        for (int k = 0; k < shape.rows(); k++) {
            int h = p * shape.strideHeight() - shape.padTop() + k / shape.kernelWidth() % shape.kernelHeight();
            int w = q * shape.strideWidth() - shape.padLeft() + k % shape.kernelWidth();
            if (h >= 0 && h < shape.height() && w >= 0 && w < shape.width()) {
                int c = k / shape.kernelWidth() / shape.kernelHeight();
                sum += (double) weights[m * shape.rows() + k] * image[(h * shape.width() + w) * shape.channels() + c];
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
}
