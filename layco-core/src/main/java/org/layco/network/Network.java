package org.layco.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A classifier: MVM layers and digital segments in execution order. A reference network has no weights: it has costs,
 * but cannot infer.
 *
 * @param name file name without extension, or the name of an embedded or reference network
 * @param sha256 of the ONNX file, or of the description of a reference network; lower-case hex
 * @param opset of the default ONNX domain, or 0 if no ONNX file is behind it
 * @param input name of the image input
 * @param inputShape shape of one image, without the batch dimension
 * @param batch the only batch size the graph runs at, or 0 if any
 * @param schedule steps in execution order
 * @param output name of the value that holds the class scores
 * @param classes number of class scores
 * @param valueShapes shape of every float value that crosses a step's boundary, without the batch dimension
 * @param metadata the ONNX file's metadata_props
 */
public record Network(
        String name,
        String sha256,
        int opset,
        String input,
        List<Integer> inputShape,
        int batch,
        List<Layer> schedule,
        String output,
        int classes,
        Map<String, List<Integer>> valueShapes,
        Map<String, String> metadata) {
    public Network {
        inputShape = List.copyOf(inputShape);
        schedule = List.copyOf(schedule);
        valueShapes = Map.copyOf(valueShapes);
        metadata = Map.copyOf(metadata);
        Set<String> known = new HashSet<>(Set.of(input));
        for (Layer step : schedule) {
            if (!known.containsAll(step.inputs())) {
                throw new IllegalArgumentException("Step %s reads a value that no earlier step produces: %s"
                        .formatted(step.name(), step.inputs()));
            }
            known.addAll(step.outputs());
        }
        if (!known.contains(output)) {
            throw new IllegalArgumentException("No step produces the output '" + output + "'.");
        }
    }

    /** The MVM layers in execution order; {@code mvmLayers().get(i).index() == i}. */
    public List<MvmLayer> mvmLayers() {
        List<MvmLayer> layers = new ArrayList<>();
        for (Layer step : schedule) {
            if (step instanceof MvmLayer mvm) {
                layers.add(mvm);
            }
        }
        return layers;
    }

    /** Whether every layer has its weights, so that the network can infer. */
    public boolean hasWeights() {
        return mvmLayers().stream().noneMatch(layer -> layer.weights() instanceof Weights.Absent);
    }

    /** Multiply-accumulates of one image over all MVM layers. */
    public long macs() {
        return mvmLayers().stream().mapToLong(layer -> layer.shape().macs()).sum();
    }

    /** Elements of one input image. */
    public int inputElements() {
        return inputShape.stream().reduce(1, Math::multiplyExact);
    }
}
