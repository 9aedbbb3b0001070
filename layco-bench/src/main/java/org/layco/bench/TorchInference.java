package org.layco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layco.accuracy.ImageInput;
import org.layco.train.torch.Torch;

/**
 * Inference under bit errors as a careful PyTorch user would write it: weights and layer inputs as symmetric 8-bit codes
 * with one scale each, sparse flips in the weights once for every 16 images and in every layer's input, convolutions in
 * single precision on the codes, the scales folded into the weights so that nothing needs to be dequantised.
 */
final class TorchInference implements Work {
    private static final int HIGHEST = Byte.MAX_VALUE;

    private final Workload workload;
    private final ImageInput input;
    private final int batch;
    private final NDManager manager;
    private final TorchResNet20 network;
    private final TorchBitFlips flips;
    private final float[] inputScales;
    private final float[] weightScales;
    private final List<NDArray> weightCodes = new ArrayList<>();

    /**
     * ResNet-20 with scales from the largest magnitudes seen.
     *
     * @param batch images of a batch, which share a chip
     * @param errorRate probability that a bit flips, 0..1
     */
    TorchInference(Torch torch, Workload workload, int batch, double errorRate) {
        this.workload = workload;
        this.input = workload.input();
        this.batch = batch;
        this.manager = torch.manager().newSubManager();
        this.network = new TorchResNet20(manager, workload.network());
        this.flips = new TorchBitFlips(manager, errorRate);
        this.inputScales = new float[network.layers()];
        this.weightScales = new float[network.layers()];
        calibrate();
        for (int layer = 0; layer < network.layers(); layer++) {
            weightScales[layer] = largest(network.weights(layer)) / HIGHEST;
            weightCodes.add(codes(network.weights(layer), weightScales[layer]));
        }
    }

    private void calibrate() {
        float[] largest = new float[network.layers()];
        for (int first = 0; first < workload.calibrationImages(); first += batch) {
            logits(first, Math.min(batch, workload.calibrationImages() - first), new FloatOperands(largest));
        }
        for (int layer = 0; layer < largest.length; layer++) {
            inputScales[layer] = largest[layer] / HIGHEST;
        }
    }

    @Override
    public int images() {
        return workload.imagesPerRound();
    }

    @Override
    public void run(int round) {
        scores(round);
    }

    /** Scores of a round's images: images x classes. */
    float[] scores(int round) {
        int classes = workload.network().classes();
        float[] scores = new float[images() * classes];
        for (int first = 0; first < images(); first += batch) {
            int count = Math.min(batch, images() - first);
            float[] logits = logits((long) round * images() + first, count);
            System.arraycopy(logits, 0, scores, first * classes, logits.length);
        }
        return scores;
    }

    private float[] logits(long first, int count) {
        try (NDManager step = manager.newSubManager()) {
            return network.logits(images(step, first, count), new CodeOperands(step))
                    .toFloatArray();
        }
    }

    private void logits(long first, int count, FloatOperands operands) {
        try (NDManager step = manager.newSubManager()) {
            network.logits(images(step, first, count), operands);
        }
    }

    private NDArray images(NDManager step, long first, int count) {
        float[] pixels = new float[count * input.elements()];
        for (int i = 0; i < count; i++) {
            input.fill(workload.image(first + i), pixels, i * input.elements());
        }
        long[] dims = new long[workload.network().inputShape().size() + 1];
        Arrays.setAll(
                dims, i -> i == 0 ? count : workload.network().inputShape().get(i - 1));
        return step.create(pixels, new Shape(dims));
    }

    /** Whole numbers -127..127, held as floats. */
    private static NDArray codes(NDArray values, float scale) {
        return values.mul(1 / scale).round().clip(-HIGHEST, HIGHEST);
    }

    private static float largest(NDArray values) {
        return values.abs().max().getFloat();
    }

    /** Values as they are; remembers their largest magnitudes. */
    private final class FloatOperands implements TorchResNet20.Operands {
        private final float[] largest;

        FloatOperands(float[] largest) {
            this.largest = largest;
        }

        @Override
        public NDArray input(int layer, NDArray x) {
            largest[layer] = Math.max(largest[layer], TorchInference.largest(x));
            return x;
        }

        @Override
        public NDArray weights(int layer) {
            return network.weights(layer);
        }
    }

    /** Codes with bit flips, drawn anew whenever they are asked for. */
    private final class CodeOperands implements TorchResNet20.Operands {
        private final NDManager step;

        CodeOperands(NDManager step) {
            this.step = step;
        }

        @Override
        public NDArray input(int layer, NDArray x) {
            NDArray codes = codes(x, inputScales[layer]);
            flips.flip(step, codes);
            return codes;
        }

        @Override
        public NDArray weights(int layer) {
            NDArray codes = weightCodes.get(layer).duplicate();
            codes.attach(step);
            flips.flip(step, codes);
            return codes.muli(weightScales[layer] * inputScales[layer]);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
