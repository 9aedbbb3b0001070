package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses graphs that may take unbounded time or memory, before ONNX Runtime sees them: loops without a known end, and
 * operators whose output is as large as a constant of the file says.
 */
final class SizeLimits {
    /** More than the largest layer known has weights: 103 million in VGG-16. */
    private static final long MOST_ELEMENTS = 1L << 27;

    private static final long MOST_ROUNDS = 1L << 12;
    private static final long LARGEST_ATTRIBUTE = 1L << 12;
    private static final long LARGEST_TRANSPOSED_STRIDE = 1L << 5;
    private static final Set<String> GEOMETRY =
            Set.of("pads", "strides", "dilations", "kernel_shape", "output_padding", "output_shape", "axes");
    private static final String HELP = "The file is damaged, or the network is larger than any that is supported.";

    private final Map<String, TensorProto> constants;

    private SizeLimits(Map<String, TensorProto> constants) {
        this.constants = constants;
    }

    /** Whether some node asks for too much; each is noted. */
    static boolean exceeded(
            List<NodeProto> nodes, Map<String, TensorProto> initializers, Opsets opsets, Problems problems) {
        Map<String, TensorProto> constants = new HashMap<>(initializers);
        List<NodeProto> all = nodes.stream().flatMap(Nodes::withInner).toList();
        for (NodeProto node : all) {
            Nodes.subgraphs(node)
                    .forEach(graph ->
                            graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor)));
            if (Nodes.is(node, "Constant") && node.getOutputCount() == 1) {
                Nodes.attribute(node, "value").ifPresent(value -> constants.put(node.getOutput(0), value.getT()));
            }
        }
        SizeLimits limits = new SizeLimits(constants);
        boolean exceeded = false;
        for (NodeProto node : all) {
            Optional<Malformed> problem = limits.problem(node);
            problem.ifPresent(found -> problems.add(node, opsets, found));
            exceeded |= problem.isPresent();
        }
        return exceeded;
    }

    private Optional<Malformed> problem(NodeProto node) {
        if (Nodes.is(node, "Loop") && numbers(node, 0).stream().noneMatch(rounds -> rounds <= MOST_ROUNDS)) {
            return Optional.of(new Malformed(
                    "it is a loop without a constant number of at most %d rounds".formatted(MOST_ROUNDS),
                    "Export the network for inference with its loops unrolled."));
        }
        double elements = switch (node.getOpType()) {
            case "ConstantOfShape" -> product(numbers(node, 0));
            case "Expand", "Tile" -> product(numbers(node, 1));
            case "OneHot" -> product(numbers(node, 1));
            case "Upsample" -> product(numbers(node, 1));
            case "Resize" -> Math.max(product(numbers(node, 2)), product(numbers(node, 3)));
            case "Range" -> range(numbers(node, 0), numbers(node, 1), numbers(node, 2));
            case "Pad" -> largest(numbers(node, 1)) > LARGEST_ATTRIBUTE ? Double.POSITIVE_INFINITY : 1;
            default -> 1;
        };
        if (!(elements <= MOST_ELEMENTS)) {
            return Optional.of(
                    new Malformed("its result would be enlarged by a factor, or to a size, above 2^27 elements", HELP));
        }
        return geometry(node);
    }

    private static Optional<Malformed> geometry(NodeProto node) {
        long largest = Nodes.is(node, "ConvTranspose") ? LARGEST_TRANSPOSED_STRIDE : LARGEST_ATTRIBUTE;
        return node.getAttributeList().stream()
                .filter(attribute -> GEOMETRY.contains(attribute.getName()))
                .filter(attribute ->
                        attribute.getIntsList().stream().anyMatch(value -> value > largest || value < -largest))
                .findFirst()
                .map(attribute -> new Malformed("its '%s' is beyond %d".formatted(attribute.getName(), largest), HELP));
    }

    /** The elements of a constant input; none if it is absent, computed or damaged, which others notice. */
    private List<Double> numbers(NodeProto node, int input) {
        TensorProto tensor = constants.get(Nodes.input(node, input));
        if (tensor == null) {
            return List.of();
        }
        List<Double> numbers = new ArrayList<>();
        try {
            if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()) {
                Tensors.integers(tensor).forEach(value -> numbers.add((double) value));
            } else {
                for (float value : Tensors.floats(tensor)) {
                    numbers.add((double) value);
                }
            }
        } catch (Malformed damaged) {
            return List.of();
        }
        return numbers;
    }

    private static double product(List<Double> factors) {
        return factors.stream().mapToDouble(Math::abs).reduce(1, (a, b) -> a * Math.max(1, b));
    }

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    private static double range(List<Double> start, List<Double> limit, List<Double> step) {
        return start.size() == 1 && limit.size() == 1 && step.size() == 1
                ? Math.abs((limit.getFirst() - start.getFirst()) / step.getFirst())
                : 1;
    }
}
