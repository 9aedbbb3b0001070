package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.Engine;
import org.layco.campaign.Grid;
import org.layco.campaign.explore.Exploration;
import org.layco.campaign.store.CampaignStore;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.ExploreRecordFiles;
import org.layco.io.study.GridYaml;
import org.layco.io.study.StudyLoader;
import org.layco.study.Builds;
import org.layco.study.ExploreRecord;
import org.layco.study.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the Pareto front of a study's grid by running a part of its points. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the Pareto front of energy, area, lifetime and accuracy over a study that varies something, by running a tenth of its"
                    + " points.",
            "Points are those of 'layco sweep' and go to the same store: what is there is not run again, and is learnt from."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco explore examples/08-explore/study.yaml --out explored",
            "  layco explore examples/08-explore/study.yaml --out explored --evaluations 100",
            "  layco query explored front"
        })
final class ExploreCommand implements Callable<Integer> {
    private static final int BUDGET_SHARE = 10;

    @Parameters(index = "0", paramLabel = "STUDY.yaml", description = "Study file with a block 'sweep'.")
    private @Nullable Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory of the store (default: layco-sweep).")
    private Path out = Path.of("layco-sweep");

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            description =
                    "Points that have a result in the end, those in the store included (default: a tenth of the grid).")
    private @Nullable Integer evaluations;

    @Option(names = "--seed", paramLabel = "N", description = "Of the choice of points (default: 1).")
    private long seed = 1;

    @Option(names = "--json", description = "Prints the fronts as JSON instead of tables.")
    private boolean json;

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
        int budget = budget(grid.points().size());
        Resources resources = new Resources(execution.threads(), memory.bytes());
        Interruption interruption = Interruption.listen(err);
        ExploreRecord found;
        try (CampaignStore store = CampaignStore.open(out);
                Engine runs = engine.start(resources)) {
            found = new Exploration(grid, store, runs, execution.sweepProgress(err), interruption::requested, seed)
                    .run(budget, resources);
        }
        if (json) {
            stdout.print(ExploreRecordFiles.toJson(found));
        } else {
            FrontTable.print(found, stdout);
            stdout.println("store: " + out);
        }
        stdout.flush();
        if (interruption.requested()) {
            err.println(
                    ("stopped with %,d of %,d evaluations done; to go on, run the same command again: layco explore %s"
                                    + " --out %s")
                            .formatted(found.evaluated(), budget, file, out));
            return Interruption.EXIT_CODE;
        }
        if (found.failed() > 0) {
            err.println(
                    "help: 'layco check %s' says what is wrong with points that cannot be read, 'layco query %s failures' with those that failed."
                            .formatted(file, out));
            return Main.BAD_INPUT;
        }
        return 0;
    }

    private int budget(int points) {
        if (evaluations == null) {
            return (points + BUDGET_SHARE - 1) / BUDGET_SHARE;
        }
        if (evaluations < 1) {
            throw new InvalidInputException(Diagnostic.of(
                    "--evaluations", "'%d' is not a number of points".formatted(evaluations), "Give 1 or more."));
        }
        return Math.min(evaluations, points);
    }
}
