package org.layco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;

/**
 * ResNet-20 for CIFAR-10 in PyTorch (He et al., CVPR 2016, section 4.2, shortcuts of option A), its normalisations folded
 * into the weights. Where operands come from is left to {@link Operands}.
 */
final class TorchResNet20 {
    private static final int CONVOLUTIONS = 19;
    private static final int LAYERS = CONVOLUTIONS + 1;

    private final List<MvmShape> shapes = new ArrayList<>();
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();

    /** Gives each layer, counted from 0, its operands. */
    interface Operands {
        /** What a layer reads instead of the feature map {@code x}. */
        NDArray input(int layer, NDArray x);

        /** The weights of a layer. */
        NDArray weights(int layer);
    }

    /**
     * The network with the parameters that LayCO has read.
     *
     * @param manager keeps the parameters
     */
    TorchResNet20(NDManager manager, Network network) {
        List<MvmLayer> layers = network.mvmLayers();
        if (layers.size() != LAYERS) {
            throw new IllegalArgumentException(
                    "%s has %d layers with weights; ResNet-20 has %d.".formatted(network, layers.size(), LAYERS));
        }
        for (MvmLayer layer : layers) {
            MvmShape shape = layer.shape();
            Shape dims = layer.index() < CONVOLUTIONS
                    ? new Shape(shape.outputs(), shape.channels(), shape.kernelHeight(), shape.kernelWidth())
                    : new Shape(shape.outputs(), shape.channels());
            shapes.add(shape);
            weights.add(manager.create(layer.weights().values(), dims));
            biases.add(manager.create(layer.bias()));
        }
    }

    /** Number of layers with weights. */
    int layers() {
        return LAYERS;
    }

    /** The weights of a layer in single precision. */
    NDArray weights(int layer) {
        return weights.get(layer);
    }

    /** The logits, N x classes. */
    NDArray logits(NDArray images, Operands operands) {
        NDArray x = Activation.relu(convolution(0, images, operands));
        for (int layer = 1; layer < CONVOLUTIONS; layer += 2) {
            NDArray inner = Activation.relu(convolution(layer, x, operands));
            NDArray y = convolution(layer + 1, inner, operands);
            x = Activation.relu(y.addi(shortcut(x, shapes.get(layer))));
        }
        NDArray features = Pool.globalAvgPool2d(x)
                .reshape(x.getShape().get(0), x.getShape().get(1));
        int last = CONVOLUTIONS;
        return Linear.linear(operands.input(last, features), operands.weights(last), biases.get(last))
                .singletonOrThrow();
    }

    private NDArray convolution(int layer, NDArray x, Operands operands) {
        MvmShape shape = shapes.get(layer);
        return Conv2d.conv2d(
                        operands.input(layer, x),
                        operands.weights(layer),
                        biases.get(layer),
                        new Shape(shape.strideHeight(), shape.strideWidth()),
                        new Shape(shape.padTop(), shape.padLeft()))
                .singletonOrThrow();
    }

    /** Option A: every other pixel, and channels of zeros on both sides. */
    private static NDArray shortcut(NDArray x, MvmShape block) {
        if (block.strideHeight() == 1) {
            return x;
        }
        int channels = (block.outputs() - block.channels()) / 2;
        return x.get(":, :, ::2, ::2").pad(new Shape(0, 0, 0, 0, channels, channels), 0);
    }
}
