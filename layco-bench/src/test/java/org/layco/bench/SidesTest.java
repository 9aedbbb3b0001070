package org.layco.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.layco.SharedData;
import org.layco.bench.SimulatedInference.Chips;
import org.layco.bench.SimulatedInference.Simulation;
import org.layco.hardware.CrossbarArray;
import org.layco.inference.BitWidths;
import org.layco.train.torch.Torch;

/** That the sides of a contest do the same work: they classify the same images, and rightly. */
class SidesTest {
    private static final int IMAGES = 256;
    private static final int BATCH = 16;

    /** Ranges differ between the sides, so some images on the edge are decided differently. */
    private static final double QUANTISATION = 0.02;

    private static Workload resnet20() {
        Path model = SharedData.require("models/cifar10_resnet20_akamaster.onnx");
        SharedData.require("cifar10/test_batch.bin");
        return new Workloads(model.resolve("../..")).resnet20().withImagesPerRound(IMAGES);
    }

    private static double plainTop1(Workload workload) {
        try (PlainInference plain = new PlainInference(workload, BATCH)) {
            return Benchmarks.top1(workload, plain.scores(0));
        }
    }

    private static double simulatedTop1(Workload workload, double errorRate) {
        Simulation simulation = new Simulation(
                new CrossbarArray(256, 256, 4, 2, 8),
                errorRate > 0 ? new BitWidths(8, 8, 8) : BitWidths.ideal(8, 8),
                errorRate,
                errorRate,
                errorRate,
                errorRate,
                Chips.SHARED);
        try (SimulatedInference simulated = new SimulatedInference(workload, simulation, 1)) {
            assertThat(simulated.batch()).isEqualTo(BATCH);
            return Benchmarks.top1(workload, simulated.scores(0));
        }
    }

    private static double torchTop1(Torch torch, Workload workload, double errorRate) {
        try (TorchInference inference = new TorchInference(torch, workload, BATCH, errorRate)) {
            return Benchmarks.top1(workload, inference.scores(0));
        }
    }

    @Test
    void layCOClassifiesAsPlainInferenceUntilErrorsComeIn() {
        Workload workload = resnet20();
        double plain = plainTop1(workload);
        assertThat(plain).isGreaterThan(0.88);
        assertThat(simulatedTop1(workload, 0)).isEqualTo(plain, within(QUANTISATION));
        assertThat(simulatedTop1(workload, 1e-3)).isLessThan(plain - QUANTISATION);
    }

    @Test
    void pyTorchClassifiesAsPlainInferenceUntilErrorsComeIn() {
        Workload workload = resnet20();
        double plain = plainTop1(workload);
        Torch torch = Torch.start(
                1,
                Path.of("..", "layco-train", "target", "djl").toAbsolutePath().normalize());
        assertThat(torchTop1(torch, workload, 0)).isEqualTo(plain, within(QUANTISATION));
        assertThat(torchTop1(torch, workload, 1e-3)).isLessThan(plain - QUANTISATION);
    }

    @Test
    void aTopologyWithRandomWeightsKeepsItsActivationsApartAndFinite() {
        Path topology = SharedData.require("topologies/mobilenet_v2.onnx");
        Workload workload = new Workloads(topology.resolve("../..")).random("mobilenet_v2", 2);
        try (PlainInference plain = new PlainInference(workload, 2)) {
            float[] scores = plain.scores(0);
            int classes = workload.network().classes();
            assertThat(Arrays.stream(toDoubles(scores)).allMatch(Double::isFinite))
                    .isTrue();
            double deviation = Math.sqrt(
                    Arrays.stream(toDoubles(scores)).map(x -> x * x).average().orElseThrow());
            assertThat(deviation).isBetween(0.01, 100.0);
            assertThat(Arrays.copyOfRange(scores, 0, classes))
                    .isNotEqualTo(Arrays.copyOfRange(scores, classes, 2 * classes));
        }
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
