package org.layco.train.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.layco.train.graph.Operation;
import org.layco.train.graph.Window;

/** Translates ONNX operators between MVM layers into operations that can be trained through. */
final class DigitalOperators {
    private static final int MAP_AXES = 3;

    private DigitalOperators() {}

    /**
     * The operations, one after another, that compute what a node computes; empty if there are none.
     *
     * @param node to translate
     * @param input shape of its first input that is not constant, without the batch dimension
     * @param output shape of its output where that is known
     */
    static Optional<List<Operation>> of(OnnxNode node, List<Integer> input, Optional<List<Integer>> output) {
        return switch (node.operator()) {
            case "Relu" -> one(new Operation.Relu());
            case "Clip" ->
                one(new Operation.Clip(
                        node.real("min", 1, Float.NEGATIVE_INFINITY), node.real("max", 2, Float.POSITIVE_INFINITY)));
            case "LeakyRelu" -> one(new Operation.LeakyRelu(node.real("alpha", -1, 0.01f)));
            case "Sigmoid" -> one(new Operation.Sigmoid());
            case "Tanh" -> one(new Operation.Tanh());
            case "Softmax" -> input.size() == 1 ? one(new Operation.Softmax()) : Optional.empty();
            case "LogSoftmax" -> input.size() == 1 ? one(new Operation.LogSoftmax()) : Optional.empty();
            case "MaxPool" -> pool(node, input).map(window -> List.of(new Operation.MaxPool(window, ceil(node))));
            case "AveragePool" -> averagePool(node, input);
            case "GlobalAveragePool" -> one(new Operation.GlobalAveragePool());
            case "ReduceMean" -> reduceMean(node, input);
            case "Add" -> one(new Operation.Add());
            case "Mul" -> one(new Operation.Multiply());
            case "Flatten" -> node.integer("axis", 1) == 1 ? one(new Operation.Flatten()) : Optional.empty();
            case "Reshape" -> reshape(node, input, output);
            case "Squeeze", "Unsqueeze" -> output.map(shape -> List.of(new Operation.Reshape(shape)));
            case "Transpose" -> transpose(node);
            case "Pad" -> pad(node, input);
            case "Slice" -> slice(node, input);
            case "Concat" -> one(new Operation.Concat(axis(node.integer("axis", 1), input.size())));
            default -> Optional.empty();
        };
    }

    private static Optional<List<Operation>> one(Operation operation) {
        return Optional.of(List.of(operation));
    }

    private static boolean ceil(OnnxNode node) {
        return node.integer("ceil_mode", 0) == 1;
    }

    private static Optional<List<Operation>> averagePool(OnnxNode node, List<Integer> input) {
        boolean counts = node.integer("count_include_pad", 0) == 1;
        return pool(node, input)
                .filter(window -> counts || window.isSymmetric())
                .map(window -> List.of(new Operation.AveragePool(window, ceil(node), counts)));
    }

    private static Optional<Window> pool(OnnxNode node, List<Integer> input) {
        List<Integer> ones = List.of(1, 1);
        List<Integer> kernel = node.integers("kernel_shape", -1).orElse(List.of());
        if (kernel.size() != 2
                || input.size() != MAP_AXES
                || !node.integers("dilations", -1).orElse(ones).equals(ones)) {
            return Optional.empty();
        }
        List<Integer> strides = node.integers("strides", -1).orElse(ones);
        List<Integer> pads = pads(node, kernel, strides, input);
        return Optional.of(new Window(
                kernel.get(0),
                kernel.get(1),
                strides.get(0),
                strides.get(1),
                pads.get(0),
                pads.get(1),
                pads.get(2),
                pads.get(3),
                1,
                1));
    }

    /** Padding as stated, or such that a window begins at every step. */
    private static List<Integer> pads(OnnxNode node, List<Integer> kernel, List<Integer> strides, List<Integer> input) {
        String automatic = node.text("auto_pad", "NOTSET");
        if (!automatic.startsWith("SAME")) {
            return node.integers("pads", -1).orElse(List.of(0, 0, 0, 0));
        }
        IntUnaryOperator total = axis -> {
            int size = input.get(axis + 1);
            int positions = Math.ceilDiv(size, strides.get(axis));
            return Math.max(0, (positions - 1) * strides.get(axis) + kernel.get(axis) - size);
        };
        boolean more = automatic.equals("SAME_LOWER");
        int top = (total.applyAsInt(0) + (more ? 1 : 0)) / 2;
        int left = (total.applyAsInt(1) + (more ? 1 : 0)) / 2;
        return List.of(top, left, total.applyAsInt(0) - top, total.applyAsInt(1) - left);
    }

    private static Optional<List<Operation>> reduceMean(OnnxNode node, List<Integer> input) {
        boolean map = input.size() == MAP_AXES
                && node.integers("axes", 1)
                        .map(axes -> axes.stream()
                                .map(axis -> Math.floorMod(axis, MAP_AXES + 1))
                                .sorted()
                                .toList())
                        .equals(Optional.of(List.of(2, 3)));
        if (!map) {
            return Optional.empty();
        }
        return Optional.of(
                node.integer("keepdims", 1) == 1
                        ? List.of(new Operation.GlobalAveragePool())
                        : List.of(new Operation.GlobalAveragePool(), new Operation.Flatten()));
    }

    /** A shape that keeps the batch, or, where the graph computes it, the one that the value was seen to have. */
    private static Optional<List<Operation>> reshape(
            OnnxNode node, List<Integer> input, Optional<List<Integer>> output) {
        if (output.isPresent()) {
            return one(new Operation.Reshape(output.get()));
        }
        Optional<List<Integer>> stated = node.integers("shape", 1);
        if (stated.isEmpty() || stated.get().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> wanted =
                new ArrayList<>(stated.get().subList(1, stated.get().size()));
        int all = elements(input);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) == 0) {
                wanted.set(i, i < input.size() ? input.get(i) : 1);
            }
        }
        int open = wanted.indexOf(-1);
        if (open >= 0) {
            wanted.set(open, 1);
            wanted.set(open, all / Math.max(1, elements(wanted)));
        }
        return elements(wanted) == all ? one(new Operation.Reshape(wanted)) : Optional.empty();
    }

    private static int elements(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static Optional<List<Operation>> transpose(OnnxNode node) {
        List<Integer> order = node.integers("perm", -1).orElse(List.of());
        if (order.isEmpty() || order.getFirst() != 0) {
            return Optional.empty();
        }
        return one(new Operation.Transpose(
                order.stream().skip(1).map(axis -> axis - 1).toList()));
    }

    private static Optional<List<Operation>> pad(OnnxNode node, List<Integer> input) {
        int axes = input.size() + 1;
        List<Integer> pads = node.integers("pads", 1).orElse(List.of());
        if (pads.size() != 2 * axes
                || pads.getFirst() != 0
                || pads.get(axes) != 0
                || !node.text("mode", "constant").equals("constant")) {
            return Optional.empty();
        }
        return one(
                new Operation.Pad(pads.subList(1, axes), pads.subList(axes + 1, 2 * axes), node.real("value", 2, 0)));
    }

    private static Optional<List<Operation>> slice(OnnxNode node, List<Integer> input) {
        Optional<List<Integer>> starts = node.integers("starts", 1);
        Optional<List<Integer>> ends = node.integers("ends", 2);
        if (starts.isEmpty() || ends.isEmpty()) {
            return Optional.empty();
        }
        int count = starts.get().size();
        List<Integer> axes = node.integers("axes", 3)
                .orElse(IntStream.range(0, count).boxed().toList());
        List<Integer> steps = node.integers("steps", 4)
                .orElse(IntStream.range(0, count).map(_ -> 1).boxed().toList());
        List<Integer> from = new ArrayList<>(input.stream().map(_ -> 0).toList());
        List<Integer> to = new ArrayList<>(input);
        List<Integer> by = new ArrayList<>(input.stream().map(_ -> 1).toList());
        for (int i = 0; i < count; i++) {
            int axis = axis(axes.get(i), input.size());
            if (axis < 0 || steps.get(i) < 1) {
                return Optional.empty();
            }
            from.set(axis, position(starts.get().get(i), input.get(axis)));
            to.set(axis, position(ends.get().get(i), input.get(axis)));
            by.set(axis, steps.get(i));
        }
        return one(new Operation.Slice(from, to, by));
    }

    /** An axis of the image; -1 for the batch. */
    private static int axis(long axis, int imageAxes) {
        return Math.floorMod(axis, imageAxes + 1) - 1;
    }

    /** Negative positions count from the end. */
    private static int position(int at, int size) {
        return at < 0 ? Math.max(0, at + size) : Math.min(at, size);
    }
}
