package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.layco.train.graph.Operation;
import org.layco.train.graph.Window;

/** The operations of a network in PyTorch. */
final class TorchOperators {
    private static final int CHANNELS = 1;

    private TorchOperators() {}

    /** The shape of a batch of values. */
    static Shape batchOf(long images, List<Integer> shape) {
        long[] dims = new long[shape.size() + 1];
        dims[0] = images;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = shape.get(i - 1);
        }
        return new Shape(dims);
    }

    /**
     * What an operation computes.
     *
     * @param inputs batches of its inputs
     * @param p its parameters
     * @param training whether normalisations use the statistics of the batch, which then move the running ones
     */
    static NDArray compute(Operation operation, List<NDArray> inputs, List<NDArray> p, boolean training) {
        NDArray x = inputs.getFirst();
        long images = x.getShape().get(0);
        return switch (operation) {
            case Operation.Convolution c -> convolution(c, x, p);
            case Operation.FullyConnected _ ->
                Linear.linear(x, p.get(0), p.get(1)).singletonOrThrow();
            // This momentum is the share that is kept; PyTorch's own is the share that is replaced.
            case Operation.BatchNormalization norm ->
                BatchNorm.batchNorm(
                                x,
                                p.get(2),
                                p.get(3),
                                p.get(0),
                                p.get(1),
                                CHANNELS,
                                norm.momentum(),
                                norm.epsilon(),
                                training)
                        .singletonOrThrow();
            case Operation.Relu _ -> Activation.relu(x);
            case Operation.Clip c -> x.clip(c.low(), c.high());
            case Operation.LeakyRelu l -> Activation.leakyRelu(x, l.alpha());
            case Operation.Sigmoid _ -> Activation.sigmoid(x);
            case Operation.Tanh _ -> Activation.tanh(x);
            case Operation.Softmax _ -> x.softmax(1);
            case Operation.LogSoftmax _ -> x.logSoftmax(1);
            case Operation.MaxPool pool -> maxPool(pool, x);
            case Operation.AveragePool pool -> averagePool(pool, x);
            case Operation.GlobalAveragePool _ -> Pool.globalAvgPool2d(x).reshape(images, -1, 1, 1);
            case Operation.Add _ -> x.add(inputs.get(1));
            case Operation.Multiply _ -> x.mul(inputs.get(1));
            case Operation.Flatten _ -> x.reshape(images, -1);
            case Operation.Reshape r -> x.reshape(batchOf(images, r.shape()));
            case Operation.Transpose t -> transposed(t, x);
            case Operation.Pad pad -> padded(pad, x);
            case Operation.Slice s -> sliced(s, x);
            case Operation.Concat c -> NDArrays.concat(new NDList(inputs), c.axis() + 1);
        };
    }

    private static NDArray convolution(Operation.Convolution conv, NDArray x, List<NDArray> p) {
        Window window = conv.window();
        boolean ahead = !window.isSymmetric();
        return Conv2d.conv2d(
                        ahead ? padded(window, x, 0) : x,
                        p.get(0),
                        conv.hasBias() ? p.get(1) : null,
                        new Shape(window.strideHeight(), window.strideWidth()),
                        ahead ? new Shape(0, 0) : new Shape(window.padTop(), window.padLeft()),
                        new Shape(window.dilationHeight(), window.dilationWidth()),
                        conv.groups())
                .singletonOrThrow();
    }

    private static NDArray maxPool(Operation.MaxPool pool, NDArray x) {
        Window window = pool.window();
        boolean ahead = !window.isSymmetric();
        return Pool.maxPool2d(
                ahead ? padded(window, x, Double.NEGATIVE_INFINITY) : x,
                new Shape(window.kernelHeight(), window.kernelWidth()),
                new Shape(window.strideHeight(), window.strideWidth()),
                ahead ? new Shape(0, 0) : new Shape(window.padTop(), window.padLeft()),
                pool.ceil());
    }

    private static NDArray averagePool(Operation.AveragePool pool, NDArray x) {
        Window window = pool.window();
        boolean ahead = !window.isSymmetric();
        return Pool.avgPool2d(
                ahead ? padded(window, x, 0) : x,
                new Shape(window.kernelHeight(), window.kernelWidth()),
                new Shape(window.strideHeight(), window.strideWidth()),
                ahead ? new Shape(0, 0) : new Shape(window.padTop(), window.padLeft()),
                pool.ceil(),
                pool.countsPadding());
    }

    /** PyTorch's own padding is the same on opposite sides. */
    private static NDArray padded(Window window, NDArray x, double value) {
        return x.pad(new Shape(window.padLeft(), window.padRight(), window.padTop(), window.padBottom()), value);
    }

    private static NDArray padded(Operation.Pad pad, NDArray x) {
        int axes = pad.before().size();
        long[] lastAxisFirst = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            lastAxisFirst[2 * i] = pad.before().get(axes - 1 - i);
            lastAxisFirst[2 * i + 1] = pad.after().get(axes - 1 - i);
        }
        return x.pad(new Shape(lastAxisFirst), pad.value());
    }

    private static NDArray sliced(Operation.Slice slice, NDArray x) {
        NDIndex index = new NDIndex().addAllDim();
        for (int i = 0; i < slice.starts().size(); i++) {
            index = index.addSliceDim(
                    slice.starts().get(i), slice.ends().get(i), slice.steps().get(i));
        }
        return x.get(index);
    }

    private static NDArray transposed(Operation.Transpose transpose, NDArray x) {
        int[] order = new int[transpose.order().size() + 1];
        for (int i = 1; i < order.length; i++) {
            order[i] = transpose.order().get(i - 1) + 1;
        }
        return x.transpose(order);
    }
}
