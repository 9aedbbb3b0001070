package org.layco.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layer that runs on crossbars: a Conv, a Gemm or a MatMul with a constant operand, BatchNorm folded in.
 *
 * @param index position among the network's MVM layers, from 0; keys the random numbers of this layer
 * @param name node name as in the ONNX file, unique in the network
 * @param operator ONNX operator type: {@code Conv}, {@code Gemm}, {@code MatMul}
 * @param shape the layer as a convolution
 * @param layout order of an image's elements in the input and output arrays
 * @param weights M x K matrix
 * @param bias M values added after the crossbar, in digital periphery, zeros if the weights are absent; not to be modified
 * @param tail operators applied in order to the layer's output in digital periphery, after the bias and before anything
 *     stores or reads it
 * @param input name of the value that drives its crossbars
 * @param output name of the value it produces, after the tail
 */
public record MvmLayer(
        int index,
        String name,
        String operator,
        MvmShape shape,
        Layout layout,
        Weights weights,
        float[] bias,
        List<PointwiseOp> tail,
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
        tail = List.copyOf(tail);
        if (weights.elements() != shape.weightElements() || bias.length != shape.outputs()) {
            throw new IllegalArgumentException("Layer %s has %d weights and %d biases; its shape needs %d and %d."
                    .formatted(name, weights.elements(), bias.length, shape.weightElements(), shape.outputs()));
        }
    }

    /** Names of the values that the tail adds, in its order. */
    public List<String> addends() {
        List<String> addends = new ArrayList<>();
        for (PointwiseOp op : tail) {
            if (op instanceof PointwiseOp.Add(String value)) {
                addends.add(value);
            }
        }
        return addends;
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(Stream.of(input), addends().stream()).distinct().toList();
    }

    @Override
    public List<String> outputs() {
        return List.of(output);
    }
}
