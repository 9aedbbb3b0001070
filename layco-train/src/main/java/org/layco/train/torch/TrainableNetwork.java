package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.ParameterSpec;
import org.layco.train.graph.ParameterSpec.Role;
import org.layco.train.graph.ParameterSpec.Start;
import org.layco.train.graph.TrainedNetwork;

/** A network whose parameters are PyTorch tensors, so that gradients can be taken. */
public final class TrainableNetwork implements AutoCloseable {
    private final NetworkGraph graph;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    private TrainableNetwork(Torch torch, NetworkGraph graph) {
        this.graph = graph;
        this.manager = torch.manager().newSubManager();
    }

    /** A network with random weights; equal seeds give equal weights. */
    public static TrainableNetwork initial(Torch torch, NetworkGraph graph, long seed) {
        TrainableNetwork network = new TrainableNetwork(torch, graph);
        SplittableRandom random = new SplittableRandom(seed);
        for (GraphNode node : graph.nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                network.create(node, parameter, startValues(parameter, random.split()));
            }
        }
        return network;
    }

    /** A network with given parameters. */
    public static TrainableNetwork of(Torch torch, TrainedNetwork trained) {
        TrainableNetwork network = new TrainableNetwork(torch, trained.graph());
        for (GraphNode node : trained.graph().nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                network.create(node, parameter, trained.values(node, parameter));
            }
        }
        return network;
    }

    /** The architecture. */
    public NetworkGraph graph() {
        return graph;
    }

    /** The logits with the statistics of this batch, which also move the running statistics. */
    public NDArray forwardTraining(NDArray images) {
        return forward(images, Storage.PERFECT, true, logitNodes());
    }

    /**
     * The logits with the running statistics.
     *
     * @param storage what layers read back of feature maps and weights
     */
    public NDArray forwardTraining(NDArray images, Storage storage) {
        return forward(images, storage, false, logitNodes());
    }

    /**
     * The class scores as the finished network computes them.
     *
     * @param storage what layers read back of feature maps and weights
     */
    public NDArray forwardEvaluation(NDArray images, Storage storage) {
        return forward(images, storage, false, graph.nodes());
    }

    /** All nodes but a last Softmax: the loss takes its logarithm anyway. */
    private List<GraphNode> logitNodes() {
        List<GraphNode> nodes = graph.nodes();
        return graph.output().operation() instanceof Operation.Softmax ? nodes.subList(0, nodes.size() - 1) : nodes;
    }

    /** The tensors that follow their gradient, with their role. */
    List<Trained> trained() {
        List<Trained> trained = new ArrayList<>();
        for (GraphNode node : graph.nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                if (parameter.role() != Role.STATISTIC) {
                    trained.add(new Trained(tensor(node, parameter), parameter.role()));
                }
            }
        }
        return trained;
    }

    /** A tensor that follows its gradient. */
    record Trained(NDArray tensor, Role role) {}

    /** A copy of the present parameters. */
    public TrainedNetwork snapshot() {
        Map<String, float[]> values = new HashMap<>();
        parameters.forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
        return new TrainedNetwork(graph, values);
    }

    /** Whether every parameter is a finite number. */
    public boolean isFinite() {
        for (NDArray tensor : parameters.values()) {
            FloatBuffer values = TensorData.of(tensor);
            for (int i = 0; i < values.capacity(); i++) {
                if (!Float.isFinite(values.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Sets all parameters to those of a network of the same graph. */
    public void restore(TrainedNetwork saved) {
        for (GraphNode node : graph.nodes()) {
            for (ParameterSpec parameter : node.operation().parameters()) {
                TensorData.of(tensor(node, parameter)).put(saved.values(node, parameter));
            }
        }
    }

    /**
     * Moves the weights of a layer back into their range.
     *
     * @param bounds largest magnitude for each of the M outputs
     */
    public void limitWeights(GraphNode layer, float[] bounds) {
        FloatBuffer weights =
                TensorData.of(tensor(layer, layer.operation().parameters().getFirst()));
        int rows = weights.capacity() / bounds.length;
        for (int i = 0; i < weights.capacity(); i++) {
            float bound = bounds[i / rows];
            weights.put(i, Math.clamp(weights.get(i), -bound, bound));
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray forward(NDArray images, Storage storage, boolean training, List<GraphNode> nodes) {
        Map<String, NDArray> values = new HashMap<>();
        NDArray last = storage.featureMap(NetworkGraph.INPUT, images);
        values.put(NetworkGraph.INPUT, last);
        for (GraphNode node : nodes) {
            List<NDArray> inputs =
                    node.inputs().stream().map(name -> found(values, name)).toList();
            List<NDArray> read = new ArrayList<>(node.operation().parameters().stream()
                    .map(parameter -> tensor(node, parameter))
                    .toList());
            if (node.operation() instanceof Operation.Mvm) {
                read.set(0, storage.weight(node, read.getFirst(), images.getManager()));
            }
            NDArray value = TorchOperators.compute(node.operation(), inputs, read, training);
            last = storage.featureMap(node.name(), value);
            values.put(node.name(), last);
        }
        return last;
    }

    private NDArray tensor(GraphNode node, ParameterSpec parameter) {
        return found(parameters, node.parameterName(parameter));
    }

    private void create(GraphNode node, ParameterSpec parameter, float[] values) {
        Shape shape = new Shape(
                parameter.shape().stream().mapToLong(Integer::longValue).toArray());
        NDArray tensor = manager.create(values, shape);
        if (parameter.role() != Role.STATISTIC) {
            tensor.setRequiresGradient(true);
        }
        parameters.put(node.parameterName(parameter), tensor);
    }

    private static float[] startValues(ParameterSpec parameter, SplittableRandom random) {
        float[] values = new float[parameter.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (parameter.start()) {
                case Start.Constant constant -> constant.value();
                case Start.Normal normal -> (float) random.nextGaussian(0, normal.standardDeviation());
            };
        }
        return values;
    }

    private static NDArray found(Map<String, NDArray> values, String name) {
        NDArray value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value is called " + name);
        }
        return value;
    }
}
