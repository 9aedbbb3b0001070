package org.layco.train.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layco.train.graph.Operation.AveragePool;
import org.layco.train.graph.Operation.BatchNormalization;
import org.layco.train.graph.Operation.Convolution;
import org.layco.train.graph.Operation.FullyConnected;
import org.layco.train.graph.Operation.MaxPool;

/** The shapes of the values of a network, without the batch dimension. */
final class Shapes {
    private static final int MAP_AXES = 3;

    private Shapes() {}

    /**
     * The shape of what an operation computes.
     *
     * @param inputs shapes of its inputs, at least one
     * @throws IllegalArgumentException if the inputs do not fit
     */
    static List<Integer> of(Operation operation, List<List<Integer>> inputs) {
        List<Integer> x = inputs.getFirst();
        return switch (operation) {
            case Convolution c -> {
                require(map(x).getFirst() == c.inChannels(), operation, inputs);
                yield windows(c.outChannels(), x, c.window(), false);
            }
            case FullyConnected f -> {
                require(x.getLast() == f.inFeatures(), operation, inputs);
                yield with(x, x.size() - 1, f.outFeatures());
            }
            case BatchNormalization b -> {
                require(x.getFirst() == b.channels(), operation, inputs);
                yield x;
            }
            case Operation.Relu _,
                    Operation.Clip _,
                    Operation.LeakyRelu _,
                    Operation.Sigmoid _,
                    Operation.Tanh _,
                    Operation.Softmax _,
                    Operation.LogSoftmax _ -> x;
            case MaxPool p -> windows(map(x).getFirst(), x, p.window(), p.ceil());
            case AveragePool p -> windows(map(x).getFirst(), x, p.window(), p.ceil());
            case Operation.GlobalAveragePool _ -> List.of(map(x).getFirst(), 1, 1);
            case Operation.Add _, Operation.Multiply _ -> broadcast(operation, inputs);
            case Operation.Flatten _ -> List.of(elements(x));
            case Operation.Reshape r -> {
                require(elements(x) == elements(r.shape()), operation, inputs);
                yield r.shape();
            }
            case Operation.Transpose t -> {
                require(t.order().size() == x.size(), operation, inputs);
                yield t.order().stream().map(x::get).toList();
            }
            case Operation.Pad p -> padded(p, x);
            case Operation.Slice s -> sliced(s, x);
            case Operation.Concat c -> {
                int sum = inputs.stream().mapToInt(shape -> shape.get(c.axis())).sum();
                require(
                        inputs.stream()
                                .allMatch(shape -> with(shape, c.axis(), 0).equals(with(x, c.axis(), 0))),
                        operation,
                        inputs);
                yield with(x, c.axis(), sum);
            }
        };
    }

    /** Number of elements of an image. */
    static int elements(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static List<Integer> map(List<Integer> shape) {
        if (shape.size() != MAP_AXES) {
            throw new IllegalArgumentException("a feature map C x H x W is needed, but the input is " + shape);
        }
        return shape;
    }

    private static List<Integer> windows(int channels, List<Integer> x, Window window, boolean ceil) {
        return List.of(channels, window.outHeight(x.get(1), ceil), window.outWidth(x.get(2), ceil));
    }

    private static List<Integer> broadcast(Operation operation, List<List<Integer>> inputs) {
        List<Integer> a = inputs.get(0);
        List<Integer> b = inputs.get(1);
        require(a.size() == b.size(), operation, inputs);
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            require(a.get(i).equals(b.get(i)) || a.get(i) == 1 || b.get(i) == 1, operation, inputs);
            shape.add(Math.max(a.get(i), b.get(i)));
        }
        return Collections.unmodifiableList(shape);
    }

    private static List<Integer> padded(Operation.Pad pad, List<Integer> x) {
        require(pad.before().size() == x.size() && pad.after().size() == x.size(), pad, List.of(x));
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            shape.add(x.get(i) + pad.before().get(i) + pad.after().get(i));
        }
        return Collections.unmodifiableList(shape);
    }

    private static List<Integer> sliced(Operation.Slice slice, List<Integer> x) {
        require(slice.starts().size() == x.size(), slice, List.of(x));
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            int length = Math.ceilDiv(
                    slice.ends().get(i) - slice.starts().get(i), slice.steps().get(i));
            require(length > 0 && slice.ends().get(i) <= x.get(i), slice, List.of(x));
            shape.add(length);
        }
        return Collections.unmodifiableList(shape);
    }

    private static List<Integer> with(List<Integer> shape, int axis, int extent) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(axis, extent);
        return Collections.unmodifiableList(changed);
    }

    private static void require(boolean fits, Operation operation, List<List<Integer>> inputs) {
        if (!fits) {
            throw new IllegalArgumentException(operation + " does not fit inputs of shapes " + inputs);
        }
    }
}
