package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Preprocessing;
import org.layco.hardware.Style;
import org.layco.io.study.StudyRequest;
import org.layco.io.study.StudyYaml;
import org.layco.quant.QuantizedWeights.Granularity;
import picocli.CommandLine.Option;

/** The options that state a study, shared by all commands that need one. */
final class StudyOptions {
    @Option(
            names = "--model",
            paramLabel = "M.onnx",
            description = "Trained classifier: an ONNX file, or fashion_resnet8 (default) or fashion_lenet5.")
    private @Nullable String model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Labelled images: IDX (.gz), CIFAR-10 binary, NPY/NPZ, or a directory with them.")
    private @Nullable String data;

    @Option(
            names = "--scale",
            paramLabel = "unit|raw",
            description = "unit (default): pixels are divided by 255; raw: they stay 0..255.")
    private Preprocessing.@Nullable Scale scale;

    @Option(names = "--mean", split = ",", paramLabel = "A,B,C", description = "Subtracted per channel after scaling.")
    private List<Double> mean = List.of();

    @Option(names = "--std", split = ",", paramLabel = "A,B,C", description = "Divided by per channel after that.")
    private List<Double> std = List.of();

    @Option(names = "--hardware", paramLabel = "NAME|FILE", description = "Accelerator (default: layco).")
    private @Nullable String hardware;

    @Option(names = "--cell", paramLabel = "NAME|FILE", description = "Memory cell (default: hfox_default).")
    private @Nullable String cell;

    @Option(
            names = "--style",
            paramLabel = "cascade|timely",
            description = "Array style: bit-serial 64 x 64 (default) or time-domain 256 x 256.")
    private @Nullable Style style;

    @Option(
            names = "--max-loss",
            paramLabel = "PP",
            description = "Limit of the accuracy loss in percentage points (default 1.0).")
    private @Nullable Double maxLoss;

    @Option(names = "--confidence", paramLabel = "P", description = "Confidence of the certificate (default 0.95).")
    private @Nullable Double confidence;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
    private @Nullable Long seed;

    @Option(names = "--limit-images", paramLabel = "N", description = "Use only about N images, for quick tries.")
    private @Nullable Integer limitImages;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "B,B,..",
            description = "Candidate bit-widths of weights and inputs (default 4,5,6,8).")
    private List<Integer> bits = List.of();

    @Option(
            names = "--weight-scales",
            paramLabel = "channel|layer",
            description = "One scale of the weights per output channel (default) or per layer.")
    private @Nullable Granularity weightScales;

    @Option(names = "--partitions", paramLabel = "N", description = "Most buffer partitions (default 4).")
    private @Nullable Integer partitions;

    /** What is asked for by the options alone. */
    StudyRequest request() {
        return new StudyRequest(
                Optional.ofNullable(model),
                Optional.ofNullable(data),
                Optional.ofNullable(scale),
                mean,
                std,
                Optional.ofNullable(hardware),
                Optional.ofNullable(cell),
                Optional.ofNullable(style),
                Optional.ofNullable(maxLoss),
                Optional.ofNullable(confidence),
                Optional.ofNullable(seed),
                Optional.ofNullable(limitImages),
                bits,
                Optional.ofNullable(weightScales),
                Optional.ofNullable(partitions));
    }

    /** What is asked for by the options and, below them, a study file. */
    StudyRequest request(@Nullable Path study) {
        return study == null ? request() : request().over(StudyYaml.read(study));
    }
}
