package org.layco.train.harden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.layco.inference.OnnxRuntime;
import org.layco.io.onnx.OnnxReader;
import org.layco.network.Network;
import org.layco.study.SearchAccuracy;
import org.layco.study.Study;
import org.layco.train.graph.TrainedNetwork;
import org.layco.train.onnx.OnnxWriter;

/**
 * Accuracy of a network in training as the rest of LayCO will measure it: written as ONNX, read, calibrated and run on the
 * simulated crossbars, on the search images of a study.
 *
 * @param cleanTop1 quantised, without errors, 0..1
 * @param robustTop1 the same at the target bit error rate, 0..1
 */
public record RobustAccuracy(double cleanTop1, double robustTop1) {

    /** Measures a network. */
    static RobustAccuracy of(TrainedNetwork trained, Study study, HardeningPlan plan, int threads) {
        return of(study.with(network(trained)), plan, threads);
    }

    /** Measures the network of a study. */
    static RobustAccuracy of(Study study, HardeningPlan plan, int threads) {
        try (SearchAccuracy accuracy = new SearchAccuracy(study, threads)) {
            return of(accuracy, plan);
        }
    }

    /** Measures a calibrated network. */
    static RobustAccuracy of(SearchAccuracy accuracy, HardeningPlan plan) {
        double clean = accuracy.quantized(plan.layers());
        double robust =
                plan.highestBitErrorRate() == 0 ? clean : accuracy.underErrors(plan.layers(), plan.validationChips());
        return new RobustAccuracy(clean, robust);
    }

    private static Network network(TrainedNetwork trained) {
        return read(new OnnxWriter().write(trained, Map.of()));
    }

    /** The network of an ONNX file in memory. */
    public static Network read(byte[] onnx) {
        try {
            Path file = Files.createTempFile("layco-training", ".onnx");
            try {
                Files.write(file, onnx);
                return new OnnxReader(OnnxRuntime.start()).read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand the network over as a temporary file", e);
        }
    }
}
