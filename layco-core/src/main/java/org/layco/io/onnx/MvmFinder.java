package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.layco.network.Weights;

/**
 * Finds the nodes that run on crossbars, and folds into their weights and bias what follows them output by output:
 * BatchNormalization, Add and Mul of constants that nothing else stands between.
 */
final class MvmFinder {
    /** More than twice the largest layer in common use, VGG's first fully connected one. */
    private static final int MOST_WEIGHTS = 1 << 28;

    private static final int MOST_CHANNELS = 1 << 20;

    private final Graph graph;
    private final Constants constants;
    private final Opsets opsets;
    private final Problems problems;
    private final Readers readers;
    /** Outputs of nodes that were folded into an MVM layer. */
    private final Set<String> absorbed = new HashSet<>();

    MvmFinder(Graph graph, Readers readers, Constants constants, Opsets opsets, Problems problems) {
        this.graph = graph;
        this.constants = constants;
        this.opsets = opsets;
        this.problems = problems;
        this.readers = readers;
    }

    /** The graph's nodes in execution order, those on crossbars told from the others. */
    List<Operation> find() {
        List<Operation> operations = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            try {
                if (!absorbed.contains(node.getOutput(0))) {
                    operations.add(mvm(node).<Operation>map(Operation.Mvm::new).orElse(new Operation.Digital(node)));
                }
            } catch (Malformed problem) {
                problems.add(node, opsets, problem);
            }
        }
        return operations;
    }

    private Optional<MvmNode> mvm(NodeProto node) {
        if (Nodes.is(node, "BatchNormalization") && inTraining(node)) {
            throw new Malformed(
                    "it is in training mode, where the scores of an image depend on the others of its batch",
                    "Export the model for inference (model.eval()).");
        }
        boolean constantWeights = graph.isConstant(Nodes.input(node, 1))
                && !graph.isConstant(Nodes.input(node, 0))
                && (Nodes.input(node, 2).isEmpty() || graph.isConstant(Nodes.input(node, 2)));
        if (!constantWeights) {
            return Optional.empty();
        }
        if (Nodes.is(node, "Conv")) {
            return Optional.of(conv(node));
        } else if (Nodes.is(node, "Gemm") && Nodes.integer(node, "transA", 0) == 0) {
            return gemm(node);
        } else if (Nodes.is(node, "MatMul") && weightDims(node).size() == 2) {
            return Optional.of(matMul(node));
        }
        return Optional.empty();
    }

    private List<Integer> weightDims(NodeProto node) {
        List<Long> dims = constants.dims(Nodes.input(node, 1));
        int count = Tensors.count(dims);
        if (count == 0 || count > MOST_WEIGHTS) {
            throw new Malformed(
                    "its weights of shape %s are %d, outside [1, 2^28]".formatted(dims, count),
                    "Check how the model was exported.");
        }
        if (dims.stream().anyMatch(dim -> dim > MOST_CHANNELS)) {
            throw new Malformed(
                    "its weights of shape %s have a dimension above 2^20".formatted(dims),
                    "Check how the model was exported.");
        }
        return dims.stream().map(Math::toIntExact).toList();
    }

    private MvmNode conv(NodeProto node) {
        List<Integer> dims = weightDims(node);
        if (dims.size() < 3 || dims.size() > 4) {
            throw new Malformed(
                    "a convolution of %d dimensions cannot be mapped to crossbars".formatted(dims.size() - 2),
                    "Use a network with convolutions in one or two dimensions.");
        }
        int outputs = dims.getFirst();
        Affine affine = Affine.identity(outputs);
        if (!Nodes.input(node, 2).isEmpty()) {
            affine = affine.plus(constants.floats(Nodes.input(node, 2)).vector(outputs));
        }
        Weights weights = constants.floats(Nodes.input(node, 1)).weights();
        return withFollowers(node, dims.subList(1, dims.size()), weights, affine);
    }

    private Optional<MvmNode> gemm(NodeProto node) {
        List<Integer> dims = weightDims(node);
        if (dims.size() != 2) {
            throw new Malformed("its weights of shape " + dims + " are not a matrix", "Export the model again.");
        }
        boolean transposed = Nodes.integer(node, "transB", 0) != 0;
        int outputs = dims.get(transposed ? 0 : 1);
        int inputs = dims.get(transposed ? 1 : 0);
        double[] alpha = constants(outputs, Nodes.real(node, "alpha", 1));
        Affine affine = Affine.identity(outputs).times(alpha);
        String summand = Nodes.input(node, 2);
        if (!summand.isEmpty()) {
            if (!perOutput(summand, outputs, 1, 2)) {
                return Optional.empty();
            }
            double[] bias = constants.floats(summand).vector(outputs);
            double[] beta = constants(outputs, Nodes.real(node, "beta", 1));
            affine = affine.plus(Affine.identity(outputs).plus(bias).times(beta).shift());
        }
        Weights stored = constants.floats(Nodes.input(node, 1)).weights();
        Weights weights = transposed ? stored : transpose(stored, inputs, outputs);
        return Optional.of(withFollowers(node, List.of(inputs), weights, affine));
    }

    private MvmNode matMul(NodeProto node) {
        List<Integer> dims = weightDims(node);
        Weights weights = transpose(constants.floats(Nodes.input(node, 1)).weights(), dims.getFirst(), dims.getLast());
        return withFollowers(node, List.of(dims.getFirst()), weights, Affine.identity(dims.getLast()));
    }

    private static double[] constants(int count, double value) {
        double[] values = new double[count];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** K x M to M x K. */
    private static Weights transpose(Weights weights, int inputs, int outputs) {
        return switch (weights) {
            case Weights.Constant constant -> constant;
            case Weights.Absent absent -> absent;
            case Weights.Dense dense -> {
                float[] transposed = new float[dense.elements()];
                for (int k = 0; k < inputs; k++) {
                    for (int m = 0; m < outputs; m++) {
                        transposed[m * inputs + k] = dense.values()[k * outputs + m];
                    }
                }
                yield new Weights.Dense(transposed);
            }
        };
    }

    private MvmNode withFollowers(NodeProto node, List<Integer> kernel, Weights weights, Affine products) {
        Affine affine = products;
        int outputs = affine.scale().length;
        String output = node.getOutput(0);
        if (node.getOutputCount() != 1 || output.isEmpty()) {
            throw new Malformed(
                    "it has %d outputs instead of one".formatted(node.getOutputCount()), "Export the model again.");
        }
        for (Optional<NodeProto> next = readers.only(output); next.isPresent(); next = readers.only(output)) {
            Optional<Affine> extended = extend(affine, node, output, next.get());
            if (extended.isEmpty()) {
                break;
            }
            affine = extended.get();
            output = next.get().getOutput(0);
            absorbed.add(output);
        }
        Weights folded = affine.fold(weights);
        float[] bias = affine.bias();
        if (!finite(bias) || !finite(folded)) {
            throw new Malformed(
                    "its weights or bias are not all finite numbers",
                    "Training diverged or the file is damaged: train or export the model again.");
        }
        return new MvmNode(node, node.getInput(0), output, outputs, List.copyOf(kernel), folded, bias, List.of());
    }

    private static boolean finite(Weights weights) {
        return switch (weights) {
            case Weights.Constant constant -> Float.isFinite(constant.value());
            case Weights.Absent absent -> true;
            case Weights.Dense dense -> finite(dense.values());
        };
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The layer's affine map with the next node included; empty if that node must stay. */
    private Optional<Affine> extend(Affine affine, NodeProto mvm, String value, NodeProto next) {
        int outputs = affine.scale().length;
        if (Nodes.is(next, "BatchNormalization") && !Nodes.is(mvm, "MatMul")) {
            return normalisation(affine, value, next);
        }
        if ((!Nodes.is(next, "Add") && !Nodes.is(next, "Mul"))
                || next.getInputCount() != 2
                || next.getOutputCount() != 1) {
            return Optional.empty();
        }
        String other = next.getInput(next.getInput(0).equals(value) ? 1 : 0);
        int rank = Nodes.is(mvm, "Conv") ? weightDims(mvm).size() : 2;
        int axis = Nodes.is(mvm, "Conv") ? 1 : rank - 1;
        if (!graph.isConstant(other) || !perOutput(other, outputs, axis, rank)) {
            return Optional.empty();
        }
        double[] operand = constants.floats(other).vector(outputs);
        return Optional.of(Nodes.is(next, "Add") ? affine.plus(operand) : affine.times(operand));
    }

    /** Whether a constant, broadcast to a tensor of a rank, holds one value for each output along an axis. */
    private boolean perOutput(String constant, int outputs, int axis, int rank) {
        List<Long> dims = constants.dims(constant);
        int left = rank - dims.size();
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i) != 1 && (left + i != axis || dims.get(i) != outputs)) {
                return false;
            }
        }
        return left >= 0;
    }

    private static boolean inTraining(NodeProto normalisation) {
        return Nodes.integer(normalisation, "training_mode", 0) != 0
                || normalisation.getOutputList().stream().skip(1).anyMatch(output -> !output.isEmpty());
    }

    private Optional<Affine> normalisation(Affine affine, String value, NodeProto next) {
        boolean foldable = next.getInput(0).equals(value)
                && next.getInputList().stream().skip(1).allMatch(graph::isConstant)
                && next.getInputCount() == 5
                && Nodes.integer(next, "spatial", 1) == 1
                && !inTraining(next);
        if (!foldable) {
            return Optional.empty();
        }
        int outputs = affine.scale().length;
        double[] factor = constants.floats(next.getInput(1)).vector(outputs);
        double[] summand = constants.floats(next.getInput(2)).vector(outputs);
        double[] mean = constants.floats(next.getInput(3)).vector(outputs);
        double[] variance = constants.floats(next.getInput(4)).vector(outputs);
        double epsilon = Nodes.real(next, "epsilon", 1e-5f);
        for (int m = 0; m < outputs; m++) {
            factor[m] /= Math.sqrt(variance[m] + epsilon);
            summand[m] -= mean[m] * factor[m];
        }
        return Optional.of(affine.then(factor, summand));
    }
}
