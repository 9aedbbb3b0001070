package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
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

    /** The logits, N x classes, with the statistics of this batch, which also move the running statistics. */
    public NDArray forwardTraining(NDArray images) {
        return forward(images, true);
    }

    /** The logits, N x classes, with the running statistics, as the finished network computes them. */
    public NDArray forwardEvaluation(NDArray images) {
        return forward(images, false);
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

    @Override
    public void close() {
        manager.close();
    }

    private NDArray forward(NDArray images, boolean training) {
        Map<String, NDArray> values = new HashMap<>();
        values.put(NetworkGraph.INPUT, images);
        NDArray last = images;
        for (GraphNode node : graph.nodes()) {
            List<NDArray> inputs =
                    node.inputs().stream().map(name -> found(values, name)).toList();
            last = compute(node, inputs, training);
            values.put(node.name(), last);
        }
        return last;
    }

    private NDArray compute(GraphNode node, List<NDArray> inputs, boolean training) {
        List<NDArray> p = node.operation().parameters().stream()
                .map(parameter -> tensor(node, parameter))
                .toList();
        return TorchOperators.compute(node.operation(), inputs, p, training);
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
