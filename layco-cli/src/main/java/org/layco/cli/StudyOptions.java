package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.io.study.StudyRequest;
import org.layco.search.Objective;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that state a study, shared by all commands that need one. */
final class StudyOptions {
    @Mixin
    private final ModelOptions inputs = new ModelOptions();

    @Option(
            names = "--max-loss",
            paramLabel = "PP",
            description = "Limit of the accuracy loss in percentage points (default 1.0).")
    private @Nullable Double maxLoss;

    @Option(names = "--confidence", paramLabel = "P", description = "Confidence of the certificate (default 0.95).")
    private @Nullable Double confidence;

    @Option(
            names = "--bits",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "B,B,..",
            description = "Candidate bit-widths of weights and inputs (default 4,5,6,8).")
    private List<Integer> bits = List.of();

    @Option(
            names = "--objective",
            paramLabel = "energy|edp|area|lifetime",
            description = "What the plan is chosen for among those that meet the limits (default energy).")
    private @Nullable Objective objective;

    @Option(names = "--partitions", paramLabel = "N", description = "Most buffer partitions (default 4).")
    private @Nullable Integer partitions;

    @Option(
            names = "--buffer-area",
            paramLabel = "N",
            description =
                    "Cells that the RRAM buffer may have, as a multiple of the 8-bit baseline's (default 1: iso-area). More"
                            + " cells wear longer.")
    private @Nullable Double bufferArea;

    @Mixin
    private final LifetimeOptions lifetime = new LifetimeOptions();

    /** The options that require a lifetime. */
    LifetimeOptions lifetime() {
        return lifetime;
    }

    /** What is asked for by the options alone. */
    StudyRequest request() {
        return inputs.request(
                Optional.ofNullable(maxLoss),
                Optional.ofNullable(confidence),
                bits,
                Optional.ofNullable(objective),
                Optional.ofNullable(partitions),
                Optional.ofNullable(bufferArea),
                lifetime.requirement());
    }

    /** What is asked for by the options and, below them, a study file. */
    StudyRequest request(@Nullable Path study) {
        return ModelOptions.below(request(), study);
    }
}
