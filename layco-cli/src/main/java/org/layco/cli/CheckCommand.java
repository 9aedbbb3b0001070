package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.io.study.LoadedStudy;
import org.layco.io.study.StudyLoader;
import org.layco.source.Knowable;
import org.layco.source.Sourced;
import org.layco.study.FloatCheck;
import org.layco.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates all inputs and prints the study as it would be run. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Validates all inputs and prints the resolved study; runs the float network, nothing else. Of a study with a"
                        + " block 'sweep' it prints the grid and about how long it takes.",
        footerHeading = "%nExample:%n",
        footer = "  layco check --model net.onnx --data images/ --scale raw")
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY.yaml",
            description = "Study file; options override it.")
    private @Nullable Path file;

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Mixin
    private final ExecutionOptions execution = new ExecutionOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (file != null && GridYaml.isGrid(file)) {
            requireNoOptions();
            GridCheck.print(file, execution.threads(), out);
            return 0;
        }
        LoadedStudy loaded = StudyLoader.shipped().load(study.request(file));
        Study resolved = loaded.study();
        double top1 = FloatCheck.top1(resolved, execution.threads());
        int classes = resolved.network().classes();
        out.printf(
                "network      %s (opset %d, SHA-256 %s)%n",
                loaded.model(), resolved.network().opset(), resolved.network().sha256());
        out.printf(
                "             input %s, %d classes, %d MVM layers, %,d MACs%n",
                resolved.network().inputShape(),
                classes,
                resolved.network().mvmLayers().size(),
                resolved.network().macs());
        out.printf(
                "data         %s: %d images of %s, files %s%n",
                loaded.data(),
                resolved.data().images(),
                resolved.data().shape(),
                resolved.data().files());
        out.printf(
                "             %d for the search, %d for certification, %d duplicates removed%n",
                resolved.split().search().length,
                resolved.split().certification().length,
                resolved.split().duplicates());
        out.printf(
                "hardware     %s, style %s, cell %s%n",
                resolved.design().name(),
                resolved.design().style().map(style -> style.key()).orElse("none"),
                resolved.cell().name());
        printLaw(out, "write energy", resolved.cell().write());
        printLaw(out, "write errors", resolved.cell().writeErrors());
        printLaw(out, "endurance", resolved.cell().endurance());
        out.printf(
                "guarantee    loss < %s pp at confidence %s%n",
                resolved.guarantee().limitPp(), resolved.guarantee().confidence());
        out.printf("seed         %d%n", resolved.seed());
        out.printf("float top-1  %.2f %% on the search images%n", 100 * top1);
        resolved.warnings().forEach(warning -> err.println("warning: " + warning));
        if (top1 < FloatCheck.CHANCE_FACTOR / classes) {
            err.printf(
                    "warning: float top-1 is below twice chance (%.1f %%)%n", 100 * FloatCheck.CHANCE_FACTOR / classes);
            err.println("help: check --scale, --mean and --std against how the network was trained.");
        }
        return 0;
    }

    /** The file of a grid says everything; an option would silently change none or all of its points. */
    private void requireNoOptions() {
        if (!study.request().equals(new StudyOptions().request())) {
            throw new InvalidInputException(Diagnostic.of(
                    "options", "a grid is stated by its file alone", "Write what they say into the study file."));
        }
    }

    /** What a law of the cell rests on: for a fit, how many points, which voltages and how good. */
    private static void printLaw(PrintWriter out, String name, Knowable<? extends Sourced<?>> law) {
        String text = switch (law) {
            case Knowable.Known<? extends Sourced<?>>(Sourced<?> known) ->
                known.kind().name().toLowerCase(Locale.ROOT) + ": " + known.reference();
            case Knowable.Unavailable<? extends Sourced<?>>(String reason) -> "n/a: " + reason;
        };
        out.printf("             %s %s%n", name, text);
    }
}
