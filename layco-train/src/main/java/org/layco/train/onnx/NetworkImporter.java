package org.layco.train.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.network.Network;
import org.layco.network.PointwiseOp;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.graph.Window;

/**
 * Makes a network that was read from an ONNX file trainable. Its MVM layers stay what the crossbars hold, batch normalisation
 * and constants behind them folded in; a normalisation that follows no layer stays one, with its statistics.
 */
public final class NetworkImporter {
    private static final float MOMENTUM = 0.9f;

    private final Network network;
    private final NetworkGraph.Builder builder;
    private final Map<String, float[]> parameters = new HashMap<>();

    /** Names of the network's values as this graph calls them. */
    private final Map<String, String> values = new HashMap<>();

    private NetworkImporter(Network network) {
        this.network = network;
        this.builder = new NetworkGraph.Builder(network.inputShape());
        values.put(network.input(), NetworkGraph.INPUT);
    }

    /**
     * The trainable graph of a network, with its parameters.
     *
     * @throws InvalidInputException if an operator cannot be trained through
     */
    public static TrainedNetwork of(Network network) {
        return new NetworkImporter(network).run();
    }

    private TrainedNetwork run() {
        for (Layer step : network.schedule()) {
            switch (step) {
                case MvmLayer layer -> add(layer);
                case DigitalSegment segment -> new Segment(segment).add();
            }
        }
        return new TrainedNetwork(builder.build(network.name()), parameters);
    }

    private void add(MvmLayer layer) {
        Operation operation = operation(layer);
        String x = builder.add(unique(layer.name()), operation, known(layer.input()));
        parameters.put(x + ".weight", layer.weights().values().clone());
        parameters.put(x + ".bias", layer.bias().clone());
        for (PointwiseOp tail : layer.tail()) {
            String name = unique(layer.name() + "." + tail.operator().toLowerCase(Locale.ROOT));
            x = switch (tail) {
                case PointwiseOp.Add(String value) -> builder.add(name, new Operation.Add(), x, known(value));
                case PointwiseOp.Relu() -> builder.add(name, new Operation.Relu(), x);
                case PointwiseOp.Clip(float low, float high) -> builder.add(name, new Operation.Clip(low, high), x);
            };
        }
        values.put(layer.output(), x);
    }

    private static Operation operation(MvmLayer layer) {
        MvmShape s = layer.shape();
        return switch (layer.layout()) {
            case CHANNELS_LAST -> new Operation.FullyConnected(s.channels(), s.outputs());
            case CHANNELS_FIRST ->
                new Operation.Convolution(
                        s.channels(),
                        s.outputs(),
                        new Window(
                                s.kernelHeight(),
                                s.kernelWidth(),
                                s.strideHeight(),
                                s.strideWidth(),
                                s.padTop(),
                                s.padLeft(),
                                s.padBottom(),
                                s.padRight(),
                                s.dilationHeight(),
                                s.dilationWidth()),
                        s.groups(),
                        true);
        };
    }

    private String known(String value) {
        String name = values.get(value);
        if (name == null) {
            throw new IllegalStateException("no step of " + network.name() + " computes " + value);
        }
        return name;
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; builder.has(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private InvalidInputException untrainable(String what) {
        return new InvalidInputException(Diagnostic.of(
                "--model " + network.name(),
                what + " cannot be trained through",
                "Networks of Conv, Gemm and MatMul with batch normalisation, pooling, Add, Mul, Concat, Slice, Pad,"
                        + " Reshape, Transpose and common activations can."));
    }

    /** The operators of one digital segment, from its outputs backwards: what only computes shapes is not asked for. */
    private final class Segment {
        private final DigitalSegment segment;
        private final Map<String, TensorProto> constants = new HashMap<>();
        private final Map<String, NodeProto> producers = new HashMap<>();

        Segment(DigitalSegment segment) {
            this.segment = segment;
            ModelProto model = parsed(segment);
            model.getGraph().getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
            for (NodeProto node : model.getGraph().getNodeList()) {
                Optional<TensorProto> constant = constant(node);
                constant.ifPresentOrElse(
                        tensor -> constants.put(node.getOutput(0), tensor),
                        () -> node.getOutputList().forEach(output -> producers.put(output, node)));
            }
        }

        void add() {
            segment.outputs().forEach(this::value);
        }

        /** The graph's name of a value, whose node is added if it is not there yet. */
        private String value(String name) {
            String known = values.get(name);
            if (known != null) {
                return known;
            }
            NodeProto producer = producers.get(name);
            if (producer == null) {
                throw untrainable("the constant '" + name + "'");
            }
            String added = node(new OnnxNode(producer, constants));
            values.put(name, added);
            return added;
        }

        private String node(OnnxNode node) {
            List<String> data = needed(node);
            if (data.isEmpty() || node.proto().getOutputCount() > 1) {
                throw untrainable("operator " + node.operator() + " (" + node.name() + ")");
            }
            List<String> inputs = new ArrayList<>();
            data.forEach(input -> inputs.add(value(input)));
            if (node.operator().equals("BatchNormalization")) {
                return normalisation(node, inputs.getFirst());
            }
            boolean inputsFit = switch (node.operator()) {
                case "Add", "Mul" -> inputs.size() == 2;
                case "Concat" -> node.proto().getInputCount() == inputs.size();
                default -> inputs.size() == 1;
            };
            Optional<List<Integer>> output =
                    Optional.ofNullable(network.valueShapes().get(node.proto().getOutput(0)));
            List<Operation> operations = inputsFit
                    ? DigitalOperators.of(node, builder.shape(inputs.getFirst()), output)
                            .orElse(List.of())
                    : List.of();
            if (operations.isEmpty()) {
                throw untrainable("operator " + node.operator() + " (" + node.name() + ") with its settings");
            }
            String x = builder.add(unique(node.name()), operations.getFirst(), inputs.toArray(String[]::new));
            for (Operation next : operations.subList(1, operations.size())) {
                x = builder.add(unique(node.name()), next, x);
            }
            return x;
        }

        /** Inputs that are data; the shape that a Reshape is given may be computed, and is known without. */
        private static List<String> needed(OnnxNode node) {
            boolean first = switch (node.operator()) {
                case "Reshape", "Squeeze", "Unsqueeze" -> true;
                default -> false;
            };
            List<String> data = node.dataInputs();
            return first ? data.subList(0, Math.min(1, data.size())) : data;
        }

        private String normalisation(OnnxNode node, String x) {
            String name = unique(node.name());
            List<String> names = List.of("scale", "bias", "mean", "variance");
            for (int i = 0; i < names.size(); i++) {
                float[] statistics =
                        node.floats(i + 1).orElseThrow(() -> untrainable("the computed normalisation " + node.name()));
                parameters.put(name + "." + names.get(i), statistics);
            }
            int channels = builder.shape(x).getFirst();
            float epsilon = node.real("epsilon", -1, 1e-5f);
            return builder.add(name, new Operation.BatchNormalization(channels, epsilon, MOMENTUM), x);
        }
    }

    private static ModelProto parsed(DigitalSegment segment) {
        try {
            return ModelProto.parseFrom(segment.model().orElseThrow());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("segment " + segment.name() + " holds no ONNX model", impossible);
        }
    }

    /** The tensor of a Constant node. */
    private static Optional<TensorProto> constant(NodeProto node) {
        return node.getOpType().equals("Constant")
                ? node.getAttributeList().stream()
                        .filter(attribute -> attribute.getName().equals("value"))
                        .map(AttributeProto::getT)
                        .findFirst()
                : Optional.empty();
    }
}
