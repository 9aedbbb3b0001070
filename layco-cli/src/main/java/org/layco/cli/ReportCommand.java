package org.layco.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.record.OutputDirectory;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.HtmlReport;
import org.layco.study.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders a run record again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Renders a run record as report.html.",
        footerHeading = "%nExample:%n",
        footer = "  layco report out/run.json --out out")
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "run.json, or the directory that holds it.")
    private @Nullable Path run;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for report.html (default: the record's).")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(run);
        Path file = Files.isDirectory(given) ? given.resolve("run.json") : given;
        RunRecord record = RunRecordFiles.read(file);
        Path target = out == null ? Objects.requireNonNull(file.toAbsolutePath().getParent()) : out;
        OutputDirectory directory = OutputDirectory.of(target);
        directory.add("report.html", HtmlReport.render(record));
        directory.commit().forEach(Objects.requireNonNull(spec).commandLine().getOut()::println);
        return 0;
    }
}
