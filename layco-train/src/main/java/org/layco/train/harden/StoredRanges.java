package org.layco.train.harden;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.layco.inference.CalibratedNetwork;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;
import org.layco.quant.RangeRule;
import org.layco.study.LayerTarget;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;

/**
 * The quantisers of everything that a network stores, layer by layer. They are fixed before the training: what grows beyond
 * them is clipped, which keeps what a flipped bit is worth.
 *
 * <p>A feature map is stored once, as soon as it is computed, and all its readers see what was stored: so the first layer that
 * reads it names it here.
 *
 * @param featureMaps by name of the value
 * @param weights by name of the layer, one for each of the M outputs
 */
record StoredRanges(Map<String, FeatureMap> featureMaps, Map<String, List<Quantizer>> weights) {

    /**
     * How a feature map is stored.
     *
     * @param layer number of the first MVM layer that reads it
     * @param quantizer of its elements
     */
    record FeatureMap(int layer, Quantizer quantizer) {

        /** Largest magnitude that is stored. */
        float bound() {
            return quantizer.dequantize(quantizer.highest());
        }
    }

    /** Makes the maps immutable. */
    StoredRanges {
        featureMaps = Map.copyOf(featureMaps);
        weights = Map.copyOf(weights);
    }

    /**
     * The ranges that store the values of a network before it is trained with least error.
     *
     * @param calibrated the same network, in the core's form
     * @param targets layer by layer
     */
    static StoredRanges of(NetworkGraph graph, CalibratedNetwork calibrated, List<LayerTarget> targets) {
        Map<String, FeatureMap> maps = new LinkedHashMap<>();
        Map<String, List<Quantizer>> weights = new HashMap<>();
        List<GraphNode> layers = graph.mvmLayers();
        for (int i = 0; i < layers.size(); i++) {
            LayerTarget target = targets.get(i);
            maps.putIfAbsent(
                    layers.get(i).inputs().getFirst(),
                    new FeatureMap(
                            i,
                            calibrated.input(
                                    i,
                                    target.inputBits(),
                                    new RangeRule.LeastStoredError(target.inputBitErrorRate()))));
            QuantizedWeights matrix = calibrated.weights(
                    i, target.weightBits(), new RangeRule.LeastStoredError(target.weightBitErrorRate()));
            weights.put(
                    layers.get(i).name(),
                    IntStream.range(0, matrix.outputs())
                            .mapToObj(m -> new Quantizer(matrix.bits(), true, matrix.scale(m)))
                            .toList());
        }
        return new StoredRanges(maps, weights);
    }

    /** How a feature map is stored that surely is. */
    FeatureMap featureMap(String name) {
        FeatureMap map = featureMaps.get(name);
        if (map == null) {
            throw new IllegalArgumentException(name + " is not stored");
        }
        return map;
    }

    /** Largest stored magnitude for each output of a layer. */
    float[] weightBounds(GraphNode layer) {
        List<Quantizer> rows = weightQuantizers(layer);
        float[] bounds = new float[rows.size()];
        for (int m = 0; m < bounds.length; m++) {
            bounds[m] = rows.get(m).dequantize(rows.get(m).highest());
        }
        return bounds;
    }

    /** Quantisers of a layer's weights. */
    List<Quantizer> weightQuantizers(GraphNode layer) {
        List<Quantizer> rows = weights.get(layer.name());
        if (rows == null || !(layer.operation() instanceof Operation.Mvm)) {
            throw new IllegalArgumentException(layer.name() + " stores no weights");
        }
        return rows;
    }
}
