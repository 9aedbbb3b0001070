package org.layco.network;

import java.util.List;

/**
 * A layer that runs on crossbars: a Conv, a Gemm or a MatMul with a constant operand, BatchNorm folded in.
 *
 * @param index position among the network's MVM layers, from 0; keys the random numbers of this layer
 * @param name node name as in the ONNX file, unique in the network
 * @param operator ONNX operator type: {@code Conv}, {@code Gemm}, {@code MatMul}
 * @param shape the layer as a convolution
 * @param layout order of an image's elements in the input and output arrays
 * @param weights M x K matrix
 * @param bias M values added after the crossbar, in digital periphery; not to be modified
 * @param input name of the value it reads
 * @param output name of the value it produces
 */
public record MvmLayer(
        int index,
        String name,
        String operator,
        MvmShape shape,
        Layout layout,
        Weights weights,
        float[] bias,
        String input,
        String output)
        implements Layer {
    /** Order of an image's elements. */
    public enum Layout {
        /** (C, H, W) in, (M, P, Q) out: convolutions. */
        CHANNELS_FIRST,
        /** (positions, C) in, (positions, M) out: Gemm and MatMul. */
        CHANNELS_LAST
    }

    public MvmLayer {
        if (weights.elements() != shape.weightElements() || bias.length != shape.outputs()) {
            throw new IllegalArgumentException("Layer %s has %d weights and %d biases; its shape needs %d and %d."
                    .formatted(name, weights.elements(), bias.length, shape.weightElements(), shape.outputs()));
        }
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }

    @Override
    public List<String> outputs() {
        return List.of(output);
    }
}
