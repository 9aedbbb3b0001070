package org.layco.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.device.MemoryCell;
import org.layco.hardware.Style;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.OutputDirectory;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.study.LoadedStudy;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.mapping.LayerPoint;
import org.layco.network.MvmLayer;
import org.layco.study.BufferAge;
import org.layco.study.CoOptimizer;
import org.layco.study.Finished;
import org.layco.study.Progress;
import org.layco.study.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Certifies a plan that is given. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures and certifies a given plan, without searching.",
        footerHeading = "%nExample:%n",
        footer = {"  layco evaluate out/plan.yaml --seed 7", "  layco evaluate out/plan.yaml --age 5y --rate 1/s"})
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PLAN.yaml", description = "A plan as written by run.")
    private @Nullable Path plan;

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Mixin
    private final ExecutionOptions execution = new ExecutionOptions();

    @Option(
            names = "--age",
            paramLabel = "AGE",
            description =
                    "Age of the buffer at which accuracy is measured, such as 5y, its worn cells stuck; at --rate, or"
                            + " one inference after the other (default: new).")
    private @Nullable String age;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the results (default: layco-out).")
    private Path out = Path.of("layco-out");

    @Option(names = "--json", description = "Prints the run record instead of the summary.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Path planPath = Objects.requireNonNull(plan);
        Optional<BufferAge> bufferAge = Optional.ofNullable(age).map(study.lifetime()::age);
        PlanFile file = PlanYaml.read(planPath);
        OutputDirectory directory = OutputDirectory.of(out);
        Progress progress = execution.progress(command.commandLine().getErr());
        LoadedStudy loaded = StudyLoader.shipped()
                .load(study.request()
                        .over(StudyRequest.of(
                                file.hardware(),
                                file.styleOr(Style.CASCADE),
                                file.cell(),
                                file.weightScales(),
                                file.bufferArea())));
        requireFit(planPath, file, loaded);
        requireEndurance(loaded);
        Results results = new Results(command, loaded, directory, json);
        Resources resources = Resources.ofThreads(execution.threads());
        Finished finished;
        try (CoOptimizer optimizer = new CoOptimizer(loaded.study(), resources, progress)) {
            finished = optimizer.evaluate(file.plan(), bufferAge, results.context(resources));
        } finally {
            ConsoleProgress.finish(progress);
        }
        return results.deliver(finished);
    }

    private void requireEndurance(LoadedStudy loaded) {
        MemoryCell cell = loaded.study().cell();
        if (age != null
                && !(cell.enduranceSpread().isKnown()
                        && cell.enduranceWrites(cell.nominalVolts()).isKnown())) {
            throw new InvalidInputException(Diagnostic.of(
                    "--age",
                    "the card of cell " + cell.name()
                            + " does not state its endurance and how that differs from cell to" + " cell",
                    "Choose a cell whose card does (--cell hfox_default), or leave out --age."));
        }
    }

    private static void requireFit(Path path, PlanFile file, LoadedStudy loaded) {
        List<Diagnostic> problems = new ArrayList<>();
        if (!file.networkSha256().equals(loaded.study().network().sha256())) {
            problems.add(Diagnostic.of(
                    path.toString(),
                    "the plan was made for network %s with SHA-256 %s, not for %s"
                            .formatted(
                                    file.network(),
                                    file.networkSha256(),
                                    loaded.study().network().sha256()),
                    "Give the network it was made for with --model."));
        } else {
            List<String> layers = loaded.study().network().mvmLayers().stream()
                    .map(MvmLayer::name)
                    .toList();
            List<String> planned =
                    file.plan().layers().stream().map(LayerPoint::layer).toList();
            if (!layers.equals(planned)) {
                problems.add(Diagnostic.of(
                        path.toString(),
                        "the plan's layers %s are not the network's %s".formatted(planned, layers),
                        "Keep one entry per MVM layer, in the network's order."));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
