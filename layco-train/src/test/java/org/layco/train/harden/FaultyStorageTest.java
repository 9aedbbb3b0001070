package org.layco.train.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layco.EmbeddedStudy;
import org.layco.fault.StreamKey;
import org.layco.network.Operand;
import org.layco.quant.Quantizer;
import org.layco.search.Scores;
import org.layco.study.LayerTarget;
import org.layco.study.SearchAccuracy;
import org.layco.study.Study;
import org.layco.train.data.Batches;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.graph.Operation;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.NetworkImporter;
import org.layco.train.torch.Lesson;
import org.layco.train.torch.SgdOptimizer;
import org.layco.train.torch.Torch;
import org.layco.train.torch.TorchForTests;
import org.layco.train.torch.TrainableNetwork;
import org.layco.train.torch.TrainingStep;

class FaultyStorageTest {
    private static final int BITS = 4;
    private static final Quantizer QUANTIZER = Quantizer.ofRange(BITS, false, 1.5);

    @Test
    void readsBackWhatTheQuantiserOfEvaluationRounds() {
        float[] values = {0.04f, 0.051f, 0.749f, 1.6f, -1};

        new FaultyMemory().store(key(0), QUANTIZER, 0, values, 0, values.length);

        assertThat(values).containsExactly(new float[] {0, 0.1f, 0.7f, 1.5f, 0}, within(1e-6f));
    }

    @Test
    void flipsTheBitsAtTheirRateAndAnewForEveryWrite() {
        int count = 20_000;
        float[] first = new float[count];
        float[] second = new float[count];
        FaultyMemory memory = new FaultyMemory();

        memory.store(key(0), QUANTIZER, 0.01, first, 0, count);
        memory.store(key(1), QUANTIZER, 0.01, second, 0, count);

        // Codes of value 0 are 0: each element keeps it with probability 0.99^4.
        long changed = Arrays.stream(doubles(first)).filter(v -> v != 0).count();
        assertThat((double) changed / count).isEqualTo(1 - Math.pow(0.99, BITS), within(0.004));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void gradientsPassAsIfNothingFailedAndStopWhereValuesAreClipped() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(2));
        builder.add("fc", new Operation.FullyConnected(2, 2), NetworkGraph.INPUT);
        NetworkGraph graph = builder.build("fc");
        StoredRanges ranges = new StoredRanges(
                Map.of("x", new StoredRanges.FeatureMap(0, QUANTIZER)), Map.of("fc", List.of(QUANTIZER, QUANTIZER)));
        FaultyStorage storage = new FaultyStorage(graph, ranges, List.of(LayerTarget.of(BITS, BITS, 0.5)), 1);
        storage.prepare(0, 1);
        try (Torch torch = TorchForTests.start();
                NDManager manager = torch.manager().newSubManager()) {
            NDArray x = manager.create(new float[] {0.3f, 2, 0.62f, -1}, new Shape(2, 2));
            x.setRequiresGradient(true);
            float[] gradient;
            float[] read;
            try (var collector = torch.newGradientCollector()) {
                NDArray stored = storage.featureMap("x", x);
                read = stored.toFloatArray();
                collector.backward(stored.sum());
                gradient = x.getGradient().toFloatArray();
            }
            // At one half of all bits hardly a value is what it was.
            assertThat(read).isNotEqualTo(new float[] {0.3f, 1.5f, 0.6f, 0});
            assertThat(gradient).containsExactly(1, 0, 1, 0);
            assertThat(storage.featureMap("not stored", x)).isSameAs(x);
        }
    }

    @Test
    void theGradientReachesTheWeightsThroughTheirCodes() {
        NetworkGraph.Builder builder = new NetworkGraph.Builder(List.of(2));
        builder.add("fc", new Operation.FullyConnected(2, 2), NetworkGraph.INPUT);
        NetworkGraph graph = builder.build("fc");
        Quantizer weights = Quantizer.ofRange(BITS, true, 0.7);
        StoredRanges ranges = new StoredRanges(Map.of(), Map.of("fc", List.of(weights, weights)));
        FaultyStorage storage = new FaultyStorage(graph, ranges, List.of(LayerTarget.of(BITS, BITS, 0.5)), 1);
        storage.prepare(0, 0);
        TrainedNetwork start = new TrainedNetwork(
                graph, Map.of("fc.weight", new float[] {0.32f, 0.1f, 0.27f, -0.2f}, "fc.bias", new float[2]));
        try (Torch torch = TorchForTests.start();
                TrainableNetwork network = TrainableNetwork.of(torch, start);
                SgdOptimizer optimizer = new SgdOptimizer(torch, network, 0, 0)) {
            float loss = new TrainingStep(torch, network)
                    .gradient(new float[] {1, 0}, new int[] {0}, storage, Lesson.LABELS_ALONE);
            optimizer.step(1);

            // Read back as 0.3 for both classes: equal logits, loss ln 2, gradient of the logits -1/2 and 1/2.
            assertThat(loss).isEqualTo((float) Math.log(2), within(1e-6f));
            assertThat(network.snapshot().parameters().getOrDefault("fc.weight", new float[0]))
                    .containsExactly(new float[] {0.82f, 0.1f, -0.23f, -0.2f}, within(1e-6f));
        }
    }

    @Test
    void aNetworkInTrainingComputesWhatTheSimulatedCrossbarsCompute() {
        Study study = EmbeddedStudy.of("fashion_lenet5");
        TrainedNetwork network = NetworkImporter.of(study.network());
        try (SearchAccuracy accuracy = new SearchAccuracy(study, 1);
                Torch torch = TorchForTests.start();
                TrainableNetwork trainable = TrainableNetwork.of(torch, network)) {
            // Ranges as evaluation chooses them: for no errors.
            StoredRanges ranges = StoredRanges.of(network.graph(), accuracy.calibrated(), targets(0));
            FaultyStorage storage = new FaultyStorage(network.graph(), ranges, targets(0.003), 1);
            TrainingStep step = new TrainingStep(torch, trainable);
            int[] images = study.split().search();
            Batches.Batch batch = new Batches(study.data(), study.preprocessing(), List.of(1, 28, 28)).plain(images);

            double clean = share(step, storage, batch, 0, 0);
            double faulty = 0;
            int chips = 6;
            for (int chip = 0; chip < chips; chip++) {
                faulty += share(step, storage, batch, chip, 1) / chips;
            }

            // The same codes: only sums in another order decide otherwise, in a few images.
            assertThat(clean).isEqualTo(accuracy.quantized(targets(0)), within(0.002));
            // Other chips of the same kind.
            assertThat(faulty).isEqualTo(accuracy.underErrors(targets(0.003), chips), within(0.04));
            assertThat(faulty).isLessThan(clean - 0.02);
        }
    }

    private static List<LayerTarget> targets(double bitErrorRate) {
        return Collections.nCopies(5, LayerTarget.of(BITS, BITS, bitErrorRate));
    }

    private static double share(
            TrainingStep step, FaultyStorage storage, Batches.Batch batch, int chip, double errorShare) {
        storage.prepare(chip, errorShare);
        float[] scores = step.logits(batch.inputs(), batch.size(), storage);
        return Scores.share(Scores.right(scores, scores.length / batch.size(), batch.labels()));
    }

    private static StreamKey key(long trial) {
        return new StreamKey(1, 0, trial, 0, Operand.INPUT);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
