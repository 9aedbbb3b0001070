package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.accuracy.Preprocessing;
import org.layco.hardware.Style;
import org.layco.io.study.CardChanges;
import org.layco.io.study.SearchEffort;
import org.layco.io.study.StudyRequest;
import org.layco.io.study.StudyYaml;
import org.layco.quant.QuantizedWeights.Granularity;
import org.layco.search.Objective;
import org.layco.wear.LifetimeRequirement;
import picocli.CommandLine.Option;

/** The options that state network, data and hardware, shared by all commands that need them. */
final class ModelOptions {
    @Option(
            names = "--model",
            completionCandidates = Names.Networks.class,
            paramLabel = "M.onnx|NAME",
            description =
                    "Trained classifier: an ONNX file, or fashion_resnet8 (default) or fashion_lenet5; for inspect"
                            + " also a reference network such as resnet50.")
    private @Nullable String model;

    @Option(
            names = "--reference",
            paramLabel = "M.onnx|NAME",
            description = "Network that accuracy is lost against (default: the original of a hardened network, as its"
                    + " file records it; else the network itself).")
    private @Nullable String reference;

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

    @Option(
            names = "--mean",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "A,B,C",
            description = "Subtracted per channel after scaling.")
    private List<Double> mean = List.of();

    @Option(
            names = "--std",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "A,B,C",
            description = "Divided by per channel after that.")
    private List<Double> std = List.of();

    @Option(
            names = "--hardware",
            completionCandidates = Names.Designs.class,
            paramLabel = "NAME|FILE",
            description = "Accelerator (default: layco).")
    private @Nullable String hardware;

    @Option(
            names = "--cell",
            completionCandidates = Names.Cells.class,
            paramLabel = "NAME|FILE",
            description = "Memory cell (default: hfox_default).")
    private @Nullable String cell;

    @Option(
            names = "--style",
            paramLabel = "cascade|timely",
            description = "Array style: bit-serial 64 x 64 (default) or time-domain 256 x 256.")
    private @Nullable Style style;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
    private @Nullable Long seed;

    @Option(names = "--limit-images", paramLabel = "N", description = "Use only about N images, for quick tries.")
    private @Nullable Integer limitImages;

    @Option(
            names = "--weight-scales",
            paramLabel = "channel|layer",
            description = "One scale of the weights per output channel (default) or per layer.")
    private @Nullable Granularity weightScales;

    /** What is asked for by the options alone. */
    StudyRequest request() {
        return request(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is asked for by the options and, below them, a study file. */
    StudyRequest request(@Nullable Path study) {
        return below(request(), study);
    }

    /** What is asked for by these options and those of a search. */
    StudyRequest request(
            Optional<Double> maxLoss,
            Optional<Double> confidence,
            List<Integer> bits,
            Optional<Objective> objective,
            Optional<Integer> partitions,
            Optional<Double> bufferArea,
            Optional<LifetimeRequirement> lifetime) {
        return new StudyRequest(
                Optional.ofNullable(model),
                Optional.ofNullable(reference),
                Optional.ofNullable(data),
                Optional.ofNullable(scale),
                mean,
                std,
                Optional.ofNullable(hardware),
                Optional.ofNullable(cell),
                Optional.ofNullable(style),
                maxLoss,
                confidence,
                Optional.ofNullable(seed),
                Optional.ofNullable(limitImages),
                bits,
                Optional.ofNullable(weightScales),
                objective,
                partitions,
                lifetime,
                SearchEffort.DEFAULT,
                CardChanges.ofBufferArea(bufferArea));
    }

    static StudyRequest below(StudyRequest options, @Nullable Path study) {
        return study == null ? options : options.over(StudyYaml.read(study));
    }
}
