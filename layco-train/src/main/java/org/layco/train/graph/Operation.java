package org.layco.train.graph;

import java.util.List;
import org.layco.train.graph.ParameterSpec.Start;

/** What a node of a network computes from its inputs, with the parameters that it needs. */
public sealed interface Operation {

    /** Parameters of this operation, in the order in which an ONNX node takes them. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /**
     * A square two-dimensional convolution, zero padding on all sides.
     *
     * @param inChannels input channels, C
     * @param outChannels output channels, M
     * @param kernel height and width of the kernel, R = S
     * @param stride step in both directions
     * @param pad rows and columns of zeros added on each side
     * @param hasBias whether a bias per output channel is added
     */
    record Convolution(int inChannels, int outChannels, int kernel, int stride, int pad, boolean hasBias)
            implements Operation {
        @Override
        public List<ParameterSpec> parameters() {
            int fanIn = inChannels * kernel * kernel;
            ParameterSpec weight = ParameterSpec.weight(fanIn, List.of(outChannels, inChannels, kernel, kernel));
            return hasBias ? List.of(weight, ParameterSpec.bias(outChannels)) : List.of(weight);
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
     * The largest value of each square window, without padding.
     *
     * @param kernel height and width of the window
     * @param stride step in both directions
     */
    record MaxPool(int kernel, int stride) implements Operation {}

    /** The mean of each channel over all positions, N x C x 1 x 1. */
    record GlobalAveragePool() implements Operation {}

    /** The sum of two inputs of equal shape. */
    record Add() implements Operation {}

    /** The input as N x (C H W). */
    record Flatten() implements Operation {}

    /**
     * A fully connected layer with bias.
     *
     * @param inFeatures length of an input vector
     * @param outFeatures length of an output vector
     */
    record FullyConnected(int inFeatures, int outFeatures) implements Operation {
        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.weight(inFeatures, List.of(outFeatures, inFeatures)),
                    ParameterSpec.bias(outFeatures));
        }
    }
}
