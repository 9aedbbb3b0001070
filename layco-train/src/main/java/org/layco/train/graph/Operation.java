package org.layco.train.graph;

import java.util.List;
import org.layco.train.graph.ParameterSpec.Start;

/**
 * What a node of a network computes from its inputs, with the parameters that it needs. Axes and shapes leave the batch
 * dimension out: axis 0 of a feature map is its channels.
 */
public sealed interface Operation {

    /** Parameters of this operation, in the order in which an ONNX node takes them. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /** A layer whose weights are stored in crossbars. */
    sealed interface Mvm extends Operation {}

    /**
     * A two-dimensional convolution, zero padding.
     *
     * @param inChannels input channels of all groups, C
     * @param outChannels output channels of all groups, M
     * @param window kernel, stride, padding and dilation
     * @param groups divides C and M
     * @param hasBias whether a bias per output channel is added
     */
    record Convolution(int inChannels, int outChannels, Window window, int groups, boolean hasBias) implements Mvm {
        @Override
        public List<ParameterSpec> parameters() {
            int groupChannels = inChannels / groups;
            int fanIn = groupChannels * window.kernelHeight() * window.kernelWidth();
            ParameterSpec weight = ParameterSpec.weight(
                    fanIn, List.of(outChannels, groupChannels, window.kernelHeight(), window.kernelWidth()));
            return hasBias ? List.of(weight, ParameterSpec.bias(outChannels)) : List.of(weight);
        }
    }

    /**
     * A fully connected layer with bias, over the last axis.
     *
     * @param inFeatures length of an input vector
     * @param outFeatures length of an output vector
     */
    record FullyConnected(int inFeatures, int outFeatures) implements Mvm {
        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.weight(inFeatures, List.of(outFeatures, inFeatures)),
                    ParameterSpec.bias(outFeatures));
        }
    }

    /**
     * Batch normalisation over the channels.
     *
     * @param channels input channels, C
     * @param epsilon added to the variance before its square root
     * @param momentum share of the old running statistic that a training step keeps, 0..1
     */
    record BatchNormalization(int channels, float epsilon, float momentum) implements Operation {
        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    new ParameterSpec("scale", List.of(channels), ParameterSpec.Role.OFFSET, new Start.Constant(1)),
                    ParameterSpec.bias(channels),
                    new ParameterSpec("mean", List.of(channels), ParameterSpec.Role.STATISTIC, new Start.Constant(0)),
                    new ParameterSpec(
                            "variance", List.of(channels), ParameterSpec.Role.STATISTIC, new Start.Constant(1)));
        }
    }

    /** The larger of the input and zero, element by element. */
    record Relu() implements Operation {}

    /**
     * The input limited to a range, element by element.
     *
     * @param low lower bound, may be infinite
     * @param high upper bound, may be infinite, above {@code low}
     */
    record Clip(float low, float high) implements Operation {}

    /**
     * The input where it is positive, a share of it elsewhere.
     *
     * @param alpha that share
     */
    record LeakyRelu(float alpha) implements Operation {}

    /** 1 / (1 + exp(-x)), element by element. */
    record Sigmoid() implements Operation {}

    /** The hyperbolic tangent, element by element. */
    record Tanh() implements Operation {}

    /** Class scores as probabilities. */
    record Softmax() implements Operation {}

    /** Class scores as logarithms of probabilities. */
    record LogSoftmax() implements Operation {}

    /**
     * The largest value of each window.
     *
     * @param window of dilation 1
     * @param ceil whether a last window that does not fit whole counts
     */
    record MaxPool(Window window, boolean ceil) implements Operation {}

    /**
     * The mean of each window.
     *
     * @param window of dilation 1
     * @param ceil whether a last window that does not fit whole counts
     * @param countsPadding whether padding counts as zeros
     */
    record AveragePool(Window window, boolean ceil, boolean countsPadding) implements Operation {}

    /** The mean of each channel over all positions, C x 1 x 1. */
    record GlobalAveragePool() implements Operation {}

    /** The sum of two inputs. */
    record Add() implements Operation {}

    /** The product of two inputs, element by element. */
    record Multiply() implements Operation {}

    /** All elements of an image in one axis. */
    record Flatten() implements Operation {}

    /**
     * The elements of an image in another shape.
     *
     * @param shape the new one
     */
    record Reshape(List<Integer> shape) implements Operation {
        /** Makes the shape immutable. */
        public Reshape {
            shape = List.copyOf(shape);
        }
    }

    /**
     * The axes in another order.
     *
     * @param order for each axis of the result, the axis of the input that it is
     */
    record Transpose(List<Integer> order) implements Operation {
        /** Makes the order immutable. */
        public Transpose {
            order = List.copyOf(order);
        }
    }

    /**
     * Constant values around the input.
     *
     * @param before elements added in front, for each axis
     * @param after elements added behind, for each axis
     * @param value that is added
     */
    record Pad(List<Integer> before, List<Integer> after, float value) implements Operation {
        /** Makes the extents immutable. */
        public Pad {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A regular part of the input.
     *
     * @param starts first element, for each axis
     * @param ends element behind the last, for each axis
     * @param steps distance of elements, at least 1, for each axis
     */
    record Slice(List<Integer> starts, List<Integer> ends, List<Integer> steps) implements Operation {
        /** Makes the ranges immutable. */
        public Slice {
            starts = List.copyOf(starts);
            ends = List.copyOf(ends);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Several inputs one behind the other.
     *
     * @param axis along which
     */
    record Concat(int axis) implements Operation {}
}
