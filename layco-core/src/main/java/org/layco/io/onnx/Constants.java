package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layco.inference.GraphSession;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.OnnxRuntimeException;
import org.layco.inference.Value;
import org.layco.network.Weights;

/** The floating-point constants of a graph: stored, filled (ConstantOfShape) or computed from other constants. */
final class Constants {
    /**
     * A constant tensor.
     *
     * @param dims ONNX dimensions
     * @param weights its elements, row-major
     */
    record Floats(List<Long> dims, Weights weights) {
        /** Whether all elements are known to be the same. */
        boolean uniform() {
            return weights instanceof Weights.Constant;
        }

        /** The elements of a vector; {@code count} of them, a single one repeated. */
        double[] vector(int count) {
            if (weights.elements() != count && weights.elements() != 1) {
                throw new Malformed(
                        "a parameter of shape %s does not hold %d values".formatted(dims, count),
                        "The file is damaged or was written by a faulty exporter: export it again.");
            }
            float[] values = weights.values();
            double[] vector = new double[count];
            for (int i = 0; i < count; i++) {
                vector[i] = values[values.length == 1 ? 0 : i];
            }
            return vector;
        }
    }

    private final OnnxRuntime runtime;
    private final SubModel subModel;
    private final Graph graph;
    private final Map<String, Floats> computed = new HashMap<>();

    Constants(OnnxRuntime runtime, SubModel subModel, Graph graph) {
        this.runtime = runtime;
        this.subModel = subModel;
        this.graph = graph;
    }

    /** The constant of that name. */
    Floats floats(String name) {
        Optional<TensorProto> stored = stored(name);
        if (stored.isPresent()) {
            return new Floats(stored.get().getDimsList(), new Weights.Dense(Tensors.floats(stored.get())));
        }
        return filled(name).orElseGet(() -> computed.computeIfAbsent(name, this::compute));
    }

    /** Dimensions of the constant of that name, without reading its elements where they are stored. */
    List<Long> dims(String name) {
        return stored(name)
                .map(TensorProto::getDimsList)
                .orElseGet(() -> floats(name).dims());
    }

    private Optional<TensorProto> stored(String name) {
        TensorProto initializer = graph.initializers().get(name);
        NodeProto node = graph.constantNodes().get(name);
        if (initializer != null || node == null || !Nodes.is(node, "Constant")) {
            return Optional.ofNullable(initializer);
        }
        return Nodes.attribute(node, "value").map(AttributeProto::getT);
    }

    /** The constant as a ConstantOfShape node over a stored shape. */
    private Optional<Floats> filled(String name) {
        NodeProto node = graph.constantNodes().get(name);
        if (node == null || !Nodes.is(node, "ConstantOfShape")) {
            return Optional.empty();
        }
        return stored(Nodes.input(node, 0)).map(shape -> {
            List<Long> dims = Tensors.integers(shape);
            float value = Nodes.attribute(node, "value")
                    .map(attribute -> Tensors.floats(attribute.getT()))
                    .filter(elements -> elements.length == 1)
                    .map(elements -> elements[0])
                    .orElse(0f);
            return new Floats(dims, new Weights.Constant(Tensors.count(dims), value));
        });
    }

    /** Has ONNX Runtime compute the constant: transposed, cast or dequantised weights. */
    private Floats compute(String name) {
        byte[] model = subModel.serialised(List.of(), Map.of(), List.of(name), "constant");
        try (GraphSession session = new GraphSession(runtime, model, List.of(), List.of(name))) {
            if (session.run(List.of()).getFirst() instanceof Value.Floats floats) {
                List<Long> dims = java.util.Arrays.stream(floats.dims()).boxed().toList();
                return new Floats(dims, new Weights.Dense(floats.elements()));
            }
        } catch (OnnxRuntimeException failure) {
            throw new Malformed(
                    "constant '%s' cannot be computed: %s".formatted(name, Problems.quote(failure)),
                    "Export the model with constant folding.");
        }
        throw new Malformed(
                "constant '" + name + "' does not hold FLOAT elements",
                "Convert the model to single precision and export it again.");
    }
}
