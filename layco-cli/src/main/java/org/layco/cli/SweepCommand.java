package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Campaign;
import org.layco.campaign.Engine;
import org.layco.campaign.Grid;
import org.layco.campaign.store.CampaignStore;
import org.layco.io.study.GridYaml;
import org.layco.io.study.StudyLoader;
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
    @Parameters(index = "0", paramLabel = "STUDY.yaml", description = "Study file with a block 'sweep'.")
    private @Nullable Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory of the store (default: layco-sweep).")
    private Path out = Path.of("layco-sweep");

    @Mixin
    private final EngineOptions engine = new EngineOptions();

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
                Engine runs = engine.start(new Resources(execution.threads(), memory.bytes()))) {
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
}
