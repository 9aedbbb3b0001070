package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Campaign;
import org.layco.campaign.Engine;
import org.layco.campaign.EngineProvider;
import org.layco.campaign.Grid;
import org.layco.campaign.LocalEngine;
import org.layco.campaign.store.CampaignStore;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.study.GridYaml;
import org.layco.io.study.StudyLoader;
import org.layco.io.yaml.Spelling;
import org.layco.study.Builds;
import org.layco.study.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs every point of a study's grid and keeps the results in a store. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every point of a study that varies something, and keeps the results in a store that 'layco query' asks.",
            "What is in the store already is not run again: after an interruption, run the same command."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco check examples/07-sweep/study.yaml",
            "  layco sweep examples/07-sweep/study.yaml --out sweep",
            "  layco query sweep pareto"
        })
final class SweepCommand implements Callable<Integer> {
    private static final String LOCAL = "local";

    /** A module of its own, which the launcher starts where it is asked for. */
    private static final String SPARK = "spark";

    @Parameters(index = "0", paramLabel = "STUDY.yaml", description = "Study file with a block 'sweep'.")
    private @Nullable Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory of the store (default: layco-sweep).")
    private Path out = Path.of("layco-sweep");

    @Option(
            names = "--engine",
            paramLabel = "local|spark",
            description = "Where points run: on threads of this process (default), or on a Spark cluster.")
    private String engine = LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = {
                "Where Spark runs: local[N], that is in this process, or spark://HOST:PORT (default: local[threads]). Only with"
                        + " --engine spark."
            })
    private @Nullable String master;

    @Mixin
    private final ExecutionOptions execution = new ExecutionOptions();

    @Mixin
    private final MemoryOption memory = new MemoryOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter stdout = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        GridYaml.Grids grids = GridYaml.read(Objects.requireNonNull(file));
        Grid grid = Grid.of(grids, Builds.current(), StudyLoader.shippedSha256());
        Interruption interruption = Interruption.listen(err);
        Campaign.Summary summary;
        try (CampaignStore store = CampaignStore.open(out);
                Engine runs = engine(new Resources(execution.threads(), memory.bytes()))) {
            summary = new Campaign(grid, store, runs, execution.sweepProgress(err), interruption::requested).run();
            if (summary.left() > 0) {
                err.println(("stopped with %,d of %,d points done; to go on, run the same command again: layco sweep %s"
                                + " --out %s")
                        .formatted(summary.before() + summary.done(), summary.points(), file, out));
                err.flush();
            }
        }
        stdout.printf(
                "%,d points: %,d done%s, %,d failed%s; store: %s%n",
                summary.points(),
                summary.before() + summary.done(),
                summary.before() == 0 ? "" : " (%,d before)".formatted(summary.before()),
                summary.failed(),
                summary.left() == 0 ? "" : ", %,d left".formatted(summary.left()),
                out);
        stdout.flush();
        if (summary.failed() > 0) {
            err.println(
                    "help: 'layco query %s failures' says what is wrong with the points that failed.".formatted(out));
        }
        if (summary.left() > 0) {
            return Interruption.EXIT_CODE;
        }
        return summary.failed() > 0 ? Main.BAD_INPUT : 0;
    }

    private Engine engine(Resources resources) {
        if (engine.equals(LOCAL)) {
            if (master != null) {
                throw new InvalidInputException(Diagnostic.of(
                        "--master", "the local engine has no master", "Leave it out, or add --engine spark."));
            }
            return new LocalEngine(resources);
        }
        List<EngineProvider> providers = ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(noSuchEngine(providers)))
                .start(Optional.ofNullable(master), resources);
    }

    private Diagnostic noSuchEngine(List<EngineProvider> providers) {
        if (engine.equals(SPARK)) {
            return Diagnostic.of(
                    "--engine",
                    "this installation does not have Spark",
                    "Start it as ./layco sweep in a checkout of the sources: it fetches what it needs.");
        }
        List<String> known = Stream.concat(
                        Stream.of(LOCAL, SPARK), providers.stream().map(EngineProvider::name))
                .distinct()
                .toList();
        return Diagnostic.of(
                "--engine", "there is no engine '%s'".formatted(engine), Spelling.suggestion(engine, known));
    }
}
