package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;
import org.layco.network.PointwiseOp;
import org.layco.network.Weights;

/**
 * A node that becomes an MVM layer, before the size of its input is known.
 *
 * @param node the Conv, Gemm or MatMul
 * @param input name of the value it reads
 * @param output name of the value it produces, after the operators folded into it and the tail
 * @param outputs M
 * @param kernel of a Conv: (C/groups, R, S), or (C/groups, S) in one dimension; of a Gemm or MatMul: (K)
 * @param weights M x K
 * @param bias M values
 * @param tail operators applied in order to the output
 */
record MvmNode(
        NodeProto node,
        String input,
        String output,
        int outputs,
        List<Integer> kernel,
        Weights weights,
        float[] bias,
        List<PointwiseOp> tail) {
    static final Set<String> OPERATORS = Set.of("Conv", "Gemm", "MatMul");

    /** Largest kernel, stride, dilation or padding; keeps arithmetic on damaged files within range. */
    private static final long LARGEST = 1 << 14;

    private static final int LARGEST_OUTPUT = 1 << 26;

    private static final String HELP = "The graph contradicts itself: check how the model was exported.";

    /** The same node with a tail, after which its output has another name. */
    MvmNode withTail(List<PointwiseOp> absorbed, String newOutput) {
        return new MvmNode(node, input, newOutput, outputs, kernel, weights, bias, List.copyOf(absorbed));
    }

    /** Names of the values it reads: its input and what its tail adds. */
    Set<String> reads() {
        Set<String> names = new LinkedHashSet<>(Set.of(input));
        for (PointwiseOp op : tail) {
            if (op instanceof PointwiseOp.Add(String value)) {
                names.add(value);
            }
        }
        return names;
    }

    Layout layout() {
        return Nodes.is(node, "Conv") ? Layout.CHANNELS_FIRST : Layout.CHANNELS_LAST;
    }

    /**
     * The layer's shape.
     *
     * @param dims dimensions of its input, the batch dimension first
     * @param n images in the batch
     */
    MvmShape shape(long[] dims, int n) {
        if (dims.length == 0 || dims[0] < n || dims[0] % n != 0) {
            throw new Malformed(
                    "its input of shape %s does not have the batch of %d first"
                            .formatted(java.util.Arrays.toString(dims), n),
                    "Export the classifier with the batch as first dimension of every feature map.");
        }
        try {
            MvmShape shape = layout() == Layout.CHANNELS_FIRST ? convolution(dims) : rows(dims, n);
            if ((long) n * shape.outputElements() > LARGEST_OUTPUT) {
                throw new Malformed(
                        "its output has %d elements for %d images".formatted(shape.outputElements(), n),
                        "Export the network with an open batch dimension, or check how it was exported.");
            }
            return shape;
        } catch (ArithmeticException | IllegalArgumentException contradiction) {
            throw new Malformed(String.valueOf(contradiction.getMessage()), HELP);
        }
    }

    private MvmShape rows(long[] dims, int n) {
        long positions = 1;
        for (int i = 0; i < dims.length - 1; i++) {
            positions = Math.multiplyExact(positions, dims[i]);
        }
        int inputs = kernel.getFirst();
        if (dims.length < 2 || dims[dims.length - 1] != inputs) {
            throw mismatch(dims, inputs);
        }
        return MvmShape.fullyConnected(inputs, outputs, Math.toIntExact(positions / n));
    }

    private MvmShape convolution(long[] dims) {
        boolean flat = kernel.size() == 2;
        if (dims.length != (flat ? 3 : 4)) {
            throw mismatch(dims, kernel.getFirst());
        }
        int groups = bounded("group", Nodes.integer(node, "group", 1), 1, Integer.MAX_VALUE);
        int channels = Math.toIntExact(dims[1]);
        if (channels != (long) groups * kernel.getFirst()) {
            throw mismatch(dims, (long) groups * kernel.getFirst());
        }
        int height = flat ? 1 : Math.toIntExact(dims[2]);
        int width = Math.toIntExact(dims[dims.length - 1]);
        int r = flat ? 1 : kernel.get(1);
        int s = kernel.getLast();
        int[] strides = spatial("strides", flat);
        int[] dilations = spatial("dilations", flat);
        int[] pads = pads(new int[] {height, width}, new int[] {r, s}, strides, dilations, flat);
        return new MvmShape(
                channels,
                height,
                width,
                outputs,
                r,
                s,
                strides[0],
                strides[1],
                pads[0],
                pads[1],
                pads[2],
                pads[3],
                dilations[0],
                dilations[1],
                groups);
    }

    private static Malformed mismatch(long[] dims, long channels) {
        return new Malformed(
                "its input has shape %s, which does not suit its weights for %d channels"
                        .formatted(java.util.Arrays.toString(dims), channels),
                HELP);
    }

    /** An attribute with a number for each spatial dimension, 1 by default; vertical, then horizontal. */
    private int[] spatial(String attribute, boolean flat) {
        List<Long> given = Nodes.integers(node, attribute).orElse(flat ? List.of(1L) : List.of(1L, 1L));
        requireSize(attribute, given, flat ? 1 : 2);
        int vertical = flat ? 1 : bounded(attribute, given.getFirst(), 1, LARGEST);
        return new int[] {vertical, bounded(attribute, given.getLast(), 1, LARGEST)};
    }

    private static void requireSize(String attribute, List<Long> given, int size) {
        if (given.size() != size) {
            throw new Malformed("%s %s should hold %d numbers".formatted(attribute, given, size), HELP);
        }
    }

    private static int bounded(String attribute, long value, long least, long largest) {
        if (value < least || value > largest) {
            throw new Malformed("%s (%d) is outside [%d, %d]".formatted(attribute, value, least, largest), HELP);
        }
        return (int) value;
    }

    /** Top, left, bottom, right. */
    private int[] pads(int[] size, int[] kernelSize, int[] strides, int[] dilations, boolean flat) {
        String mode = Nodes.text(node, "auto_pad", "NOTSET");
        return switch (mode) {
            case "", "NOTSET" -> {
                List<Long> given = Nodes.integers(node, "pads").orElse(List.of(0L, 0L, 0L, 0L));
                if (flat && given.size() == 2) {
                    given = List.of(0L, given.getFirst(), 0L, given.getLast());
                }
                requireSize("pads", given, 4);
                yield given.stream()
                        .mapToInt(pad -> bounded("pads", pad, 0, LARGEST))
                        .toArray();
            }
            case "VALID" -> new int[4];
            case "SAME_UPPER", "SAME_LOWER" -> {
                int[] pads = new int[4];
                for (int axis = 0; axis < 2; axis++) {
                    int outputSize = Math.ceilDiv(size[axis], strides[axis]);
                    int reach = dilations[axis] * (kernelSize[axis] - 1) + 1;
                    int total = Math.max(0, (outputSize - 1) * strides[axis] + reach - size[axis]);
                    int smaller = total / 2;
                    pads[axis] = mode.equals("SAME_UPPER") ? smaller : total - smaller;
                    pads[axis + 2] = total - pads[axis];
                }
                yield pads;
            }
            default -> throw new Malformed("auto_pad '" + mode + "' is unknown", HELP);
        };
    }
}
