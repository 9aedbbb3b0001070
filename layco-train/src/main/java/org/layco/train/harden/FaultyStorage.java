package org.layco.train.harden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.layco.fault.StreamKey;
import org.layco.network.Operand;
import org.layco.quant.Quantizer;
import org.layco.study.LayerTarget;
import org.layco.train.graph.GraphNode;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.torch.Storage;
import org.layco.train.torch.TensorData;

/**
 * Feature maps and weights that are stored as codes in cells that fail. Layers compute with what is read back; gradients pass
 * as if it were what was written, and stop where a value was clipped.
 */
final class FaultyStorage implements Storage {
    private final StoredRanges ranges;
    private final Map<String, Integer> layers = new HashMap<>();
    private final List<LayerTarget> targets;
    private final long seed;
    private final FaultyMemory memory = new FaultyMemory();
    private float[] numbers = new float[0];
    private long step;
    private double errorShare;

    /**
     * Storage of a network.
     *
     * @param targets bit error rates, layer by layer
     * @param seed of all bit errors
     */
    FaultyStorage(NetworkGraph graph, StoredRanges ranges, List<LayerTarget> targets, long seed) {
        this.ranges = ranges;
        this.targets = targets;
        this.seed = seed;
        graph.mvmLayers().forEach(layer -> layers.put(layer.name(), layers.size()));
    }

    /**
     * Sets what is drawn next.
     *
     * @param step number that names the errors: another step meets others
     * @param errorShare of the target's bit error rates, 0..1
     */
    void prepare(long step, double errorShare) {
        this.step = step;
        this.errorShare = errorShare;
    }

    @Override
    public NDArray featureMap(String name, NDArray value) {
        StoredRanges.FeatureMap map = ranges.featureMaps().get(name);
        if (map == null) {
            return value;
        }
        float bound = map.bound();
        NDArray stored = value.clip(map.quantizer().signed() ? -bound : 0, bound);
        int images = Math.toIntExact(stored.getShape().get(0));
        FloatBuffer data = TensorData.of(stored);
        int elements = data.capacity() / images;
        double bitErrorRate = errorShare * targets.get(map.layer()).inputBitErrorRate();
        read(data);
        for (int i = 0; i < images; i++) {
            StreamKey key = new StreamKey(seed, step, i, map.layer(), Operand.INPUT);
            memory.store(key, map.quantizer(), bitErrorRate, numbers, i * elements, elements);
        }
        data.put(0, numbers, 0, data.capacity());
        return stored;
    }

    @Override
    public NDArray weight(GraphNode layer, NDArray weight, NDManager manager) {
        // A copy with a gradient, kept by the batch's manager from the start: duplicate() has none, the 1 of a product
        // with 1 may
        // be collected before the gradient is taken, and what is clipped and then attached elsewhere is never freed.
        NDArray stored = manager.zeros(weight.getShape()).add(weight);
        FloatBuffer data = TensorData.of(stored);
        List<Quantizer> rows = ranges.weightQuantizers(layer);
        int count = data.capacity() / rows.size();
        int number = layers.getOrDefault(layer.name(), 0);
        double bitErrorRate = errorShare * targets.get(number).weightBitErrorRate();
        read(data);
        for (int m = 0; m < rows.size(); m++) {
            StreamKey key = new StreamKey(seed, step, m, number, Operand.WEIGHT);
            memory.store(key, rows.get(m), bitErrorRate, numbers, m * count, count);
        }
        data.put(0, numbers, 0, data.capacity());
        return stored;
    }

    private void read(FloatBuffer data) {
        if (numbers.length < data.capacity()) {
            numbers = new float[data.capacity()];
        }
        data.get(0, numbers, 0, data.capacity());
    }
}
