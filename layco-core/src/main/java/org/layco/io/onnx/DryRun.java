package org.layco.io.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.layco.inference.GraphSession;
import org.layco.inference.NetworkRunner;
import org.layco.inference.OnnxRuntime;
import org.layco.inference.OnnxRuntimeException;
import org.layco.inference.Value;
import org.layco.network.DigitalSegment;
import org.layco.network.Layer;
import org.layco.network.MvmLayer;

/**
 * Finds the shape of every value by running the digital segments on an image of zeros, MVM layers replaced by zeros of the
 * shape they would give: exact for every operator, and quick, since no weight is touched.
 */
final class DryRun {
    private final OnnxRuntime runtime;
    private final SubModel subModel;
    private final Opsets opsets;
    private final Problems problems;
    private final int images;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> layerNames = new HashSet<>();
    private final Set<String> broadcasts = new HashSet<>();
    private int mvmLayers;
    private int segments;

    /**
     * Prepares a run.
     *
     * @param images n, images in the batch
     */
    DryRun(OnnxRuntime runtime, SubModel subModel, Opsets opsets, Problems problems, int images) {
        this.runtime = runtime;
        this.subModel = subModel;
        this.opsets = opsets;
        this.problems = problems;
        this.images = images;
    }

    /** Runs all steps; stops at the first that fails, since later ones depend on it. */
    void run(List<Segmenter.Step> steps, String input, Value image) {
        Map<String, Integer> lastRead = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (String value : steps.get(i).inputs()) {
                lastRead.put(value, i);
            }
        }
        put(input, image);
        for (int i = 0; i < steps.size(); i++) {
            boolean done = switch (steps.get(i)) {
                case Segmenter.Step.Mvm(MvmNode node) -> runMvm(node);
                case Segmenter.Step.Segment segment -> runSegment(segment);
            };
            if (!done) {
                return;
            }
            int step = i;
            values.keySet().removeIf(value -> lastRead.getOrDefault(value, steps.size()) == step);
        }
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** Shapes of float values without the batch dimension. */
    Map<String, List<Integer>> shapes() {
        return shapes;
    }

    /** Addends whose shape turned out not to be that of the output they are added to; each ends the run. */
    Set<String> broadcasts() {
        return Set.copyOf(broadcasts);
    }

    private boolean runMvm(MvmNode node) {
        try {
            if (!(values.get(node.input()) instanceof Value.Floats input)) {
                throw new Malformed(
                        "its input does not hold FLOAT elements",
                        "Convert the model to single precision and export it again.");
            }
            MvmLayer layer = new MvmLayer(
                    mvmLayers++,
                    layerName(node.node()),
                    node.node().getOpType(),
                    node.shape(input.dims(), images),
                    node.layout(),
                    node.weights(),
                    node.bias(),
                    node.tail(),
                    node.input(),
                    node.output());
            layers.add(layer);
            long[] dims = NetworkRunner.outputDims(layer, images, input.dims());
            for (String addend : layer.addends()) {
                if (!(values.get(addend) instanceof Value.Floats floats) || !Arrays.equals(floats.dims(), dims)) {
                    broadcasts.add(addend);
                    return false;
                }
            }
            float[] zeros = new float[Math.multiplyExact(images, layer.shape().outputElements())];
            put(node.output(), new Value.Floats(zeros, dims));
            return true;
        } catch (Malformed problem) {
            problems.add(node.node(), opsets, problem);
            return false;
        }
    }

    private String layerName(NodeProto node) {
        String name = Nodes.name(node);
        String unique = layerNames.contains(name) ? node.getOutput(0) : name;
        for (int copy = 2; !layerNames.add(unique); copy++) {
            unique = name + "#" + copy;
        }
        return unique;
    }

    private boolean runSegment(Segmenter.Step.Segment segment) {
        Map<String, Integer> types = new LinkedHashMap<>();
        List<Value> arguments = new ArrayList<>();
        for (String input : segment.inputs()) {
            Value value = Optional.ofNullable(values.get(input)).orElseThrow();
            types.put(input, elementType(value));
            arguments.add(value);
        }
        String name = "segment-" + segments++;
        byte[] model = subModel.serialised(segment.nodes(), types, segment.outputs(), name);
        try (GraphSession session = new GraphSession(runtime, model, segment.inputs(), segment.outputs())) {
            List<Value> results = session.run(arguments);
            for (int i = 0; i < results.size(); i++) {
                put(segment.outputs().get(i), results.get(i));
            }
        } catch (OnnxRuntimeException failure) {
            problems.add(
                    segment.nodes().getFirst(),
                    opsets,
                    new Malformed(
                            "ONNX Runtime cannot run it or one of the %d operators after it: %s"
                                    .formatted(segment.nodes().size() - 1, Problems.quote(failure)),
                            "Check that the whole model runs in ONNX Runtime with one image as input."));
            return false;
        }
        List<String> operators =
                segment.nodes().stream().map(NodeProto::getOpType).toList();
        layers.add(new DigitalSegment(name, Optional.of(model), segment.inputs(), segment.outputs(), operators));
        return true;
    }

    private void put(String name, Value value) {
        values.put(name, value);
        if (value instanceof Value.Floats floats) {
            shapes.put(name, withoutBatch(floats.dims()));
        }
    }

    private List<Integer> withoutBatch(long[] dims) {
        List<Integer> shape =
                new ArrayList<>(Arrays.stream(dims).mapToObj(Math::toIntExact).toList());
        if (!shape.isEmpty() && shape.getFirst() == images) {
            shape.removeFirst();
        } else if (!shape.isEmpty() && shape.getFirst() % images == 0) {
            shape.set(0, shape.getFirst() / images);
        }
        return List.copyOf(shape);
    }

    private static int elementType(Value value) {
        return switch (value.tensor()) {
            case Value.Floats _ -> DataType.FLOAT.getNumber();
            case Value.Raw raw -> elementType(raw.type());
        };
    }

    private static int elementType(OnnxJavaType type) {
        DataType element = switch (type) {
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
            case INT8 -> DataType.INT8;
            case INT16 -> DataType.INT16;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case BOOL -> DataType.BOOL;
            case STRING -> DataType.STRING;
            case UINT8 -> DataType.UINT8;
            case FLOAT16 -> DataType.FLOAT16;
            case BFLOAT16 -> DataType.BFLOAT16;
            case UNKNOWN -> DataType.UNDEFINED;
        };
        return element.getNumber();
    }
}
