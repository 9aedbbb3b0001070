package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.record.OutputDirectory;
import org.layco.io.study.LoadedStudy;
import org.layco.io.study.StudyLoader;
import org.layco.study.Boosting;
import org.layco.study.CoOptimizer;
import org.layco.study.Finished;
import org.layco.study.Progress;
import org.layco.study.Resources;
import org.layco.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job: from a network to a certified plan. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Finds and certifies a plan; without options, for the embedded network and data.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco run --out out",
            "  layco run --model net.onnx --data test_batch.bin --mean 0.5,0.5,0.5 --std 0.2,0.2,0.2",
            "  layco run study.yaml --style timely --json",
            "  layco run --boost --train-data /usr/share/datasets/fashion-mnist"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY.yaml",
            description = "Study file; options override it.")
    private @Nullable Path file;

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Mixin
    private final BoostOptions boost = new BoostOptions();

    @Mixin
    private final ExecutionOptions execution = new ExecutionOptions();

    @Mixin
    private final MemoryOption memory = new MemoryOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory for run.json, plan.yaml, layers.csv and report.html (default: layco-out).")
    private Path out = Path.of("layco-out");

    @Option(names = "--json", description = "Prints the run record instead of the summary.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Resources resources = new Resources(execution.threads(), memory.bytes());
        OutputDirectory directory = OutputDirectory.of(out);
        Progress progress = execution.progress(command.commandLine().getErr());
        LoadedStudy loaded = StudyLoader.shipped().load(study.request(file));
        Results results = new Results(command, loaded, directory, json);
        Path work = out.resolveSibling(out.getFileName() + ".boost");
        Finished finished;
        try {
            Optional<Boosting.Boosted> boosted = boost.boosted(loaded.study(), resources, progress, work);
            Study asked = boosted.map(Boosting.Boosted::study).orElse(loaded.study());
            try (CoOptimizer optimizer = new CoOptimizer(asked, resources, progress)) {
                finished = optimizer.run(
                        boosted.map(Boosting.Boosted::rounds).orElse(List.of()), results.context(resources));
            }
            boosted.flatMap(Boosting.Boosted::onnx).ifPresent(onnx -> directory.add("hardened.onnx", onnx));
        } finally {
            ConsoleProgress.finish(progress);
        }
        int code = results.deliver(finished);
        BoostOptions.forget(work);
        return code;
    }
}
