package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.layco.network.PointwiseOp;

/**
 * Finds the tails of MVM layers: the Relu, Clip, Add and two-operand Sum nodes that follow a layer one after the other, each the only reader
 * of the value before it. An Add belongs to the later of two layers, since its other operand must be there before the
 * layer runs.
 */
final class TailFinder {
    /** From this version of the operator set on, a Clip takes its bounds as inputs. */
    private static final int BOUNDS_AS_INPUTS = 11;

    private final Graph graph;
    private final Readers readers;
    private final Constants constants;
    private final Opsets opsets;
    private final List<Operation> operations;
    /** Per value, how many MVM layers must have run before it is there. */
    private final Map<String, Integer> layersBefore = new HashMap<>();

    /**
     * A finder of tails.
     *
     * @param operations without tails, in execution order
     */
    TailFinder(Graph graph, Readers readers, Constants constants, Opsets opsets, List<Operation> operations) {
        this.graph = graph;
        this.readers = readers;
        this.constants = constants;
        this.opsets = opsets;
        this.operations = operations;
        int layers = 0;
        for (Operation operation : operations) {
            int before = operation instanceof Operation.Mvm ? ++layers : layersBefore(operation);
            operation.outputs().forEach(output -> layersBefore.put(output, before));
        }
    }

    private int layersBefore(Operation operation) {
        int before = 0;
        for (String value : operation.reads()) {
            before = Math.max(before, layersBefore.getOrDefault(value, 0));
        }
        return before;
    }

    /**
     * The operations with tails in their layers, MVM layers in the same order as before, every digital operation as soon
     * as the layers it depends on have run.
     *
     * @param notAddends values whose Adds are to stay
     */
    List<Operation> find(Set<String> notAddends) {
        List<Operation.Mvm> layers = new ArrayList<>();
        Set<String> absorbed = new HashSet<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.Mvm(MvmNode layer)) {
                layers.add(new Operation.Mvm(withTail(layer, layers.size(), notAddends, absorbed)));
            }
        }
        List<List<Operation>> digital = new ArrayList<>();
        for (int i = 0; i <= layers.size(); i++) {
            digital.add(new ArrayList<>());
        }
        for (Operation operation : operations) {
            if (operation instanceof Operation.Digital(NodeProto node) && !absorbed.contains(node.getOutput(0))) {
                digital.get(layersBefore(operation)).add(operation);
            }
        }
        List<Operation> ordered = new ArrayList<>(digital.getFirst());
        for (int i = 0; i < layers.size(); i++) {
            ordered.add(layers.get(i));
            ordered.addAll(digital.get(i + 1));
        }
        return ordered;
    }

    private MvmNode withTail(MvmNode layer, int index, Set<String> notAddends, Set<String> absorbed) {
        List<PointwiseOp> tail = new ArrayList<>();
        String output = layer.output();
        for (Optional<NodeProto> next = readers.only(output); next.isPresent(); next = readers.only(output)) {
            Optional<PointwiseOp> op = pointwise(next.get(), output, index, notAddends);
            if (op.isEmpty()) {
                break;
            }
            tail.add(op.get());
            output = next.get().getOutput(0);
            absorbed.add(output);
        }
        return layer.withTail(tail, output);
    }

    /** The node as an operator of the tail of the layer of that index; empty if it must stay. */
    private Optional<PointwiseOp> pointwise(NodeProto node, String value, int index, Set<String> notAddends) {
        if (node.getOutputCount() != 1 || !node.getInputList().contains(value)) {
            return Optional.empty();
        }
        if (Nodes.is(node, "Relu")) {
            return Optional.of(new PointwiseOp.Relu());
        } else if (Nodes.is(node, "Clip") && node.getInput(0).equals(value)) {
            return clip(node);
        } else if ((Nodes.is(node, "Add") || Nodes.is(node, "Sum")) && node.getInputCount() == 2) {
            String other = node.getInput(node.getInput(0).equals(value) ? 1 : 0);
            boolean ready = !graph.isConstant(other) && layersBefore.getOrDefault(other, 0) <= index;
            return ready && !notAddends.contains(other) ? Optional.of(new PointwiseOp.Add(other)) : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<PointwiseOp> clip(NodeProto node) {
        boolean inputs = opsets.version() >= BOUNDS_AS_INPUTS;
        if (inputs ? node.getAttributeCount() > 0 : node.getInputCount() > 1) {
            return Optional.empty();
        }
        Optional<Float> low = inputs
                ? bound(Nodes.input(node, 1), -Float.MAX_VALUE)
                : Optional.of(Nodes.real(node, "min", -Float.MAX_VALUE));
        Optional<Float> high = inputs
                ? bound(Nodes.input(node, 2), Float.MAX_VALUE)
                : Optional.of(Nodes.real(node, "max", Float.MAX_VALUE));
        return low.isPresent() && high.isPresent() && low.get() <= high.get()
                ? Optional.of(new PointwiseOp.Clip(low.get(), high.get()))
                : Optional.empty();
    }

    private Optional<Float> bound(String name, float otherwise) {
        if (name.isEmpty()) {
            return Optional.of(otherwise);
        }
        return graph.isConstant(name) && constants.dims(name).isEmpty()
                ? Optional.of(constants.floats(name).weights().values()[0])
                : Optional.empty();
    }
}
