package org.layco.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.record.OutputDirectory;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.HtmlReport;
import org.layco.report.paper.PaperFiles;
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
        description = "Renders a run record as report.html, or its figures and tables as files for a paper.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco report out                      renders out/report.html again",
            "  layco report out --figures figures    figures as SVG and PDF, tables as LaTeX and Markdown, data as CSV"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "run.json, or the directory that holds it.")
    private @Nullable Path run;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for report.html (default: the record's).")
    private @Nullable Path out;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description =
                    "Writes every figure there as SVG and PDF, 88 mm wide, and every table as LaTeX and Markdown, with"
                            + " their data as CSV, instead of report.html.")
    private @Nullable Path figures;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(run);
        Path file = Files.isDirectory(given) ? given.resolve("run.json") : given;
        RunRecord record = RunRecordFiles.read(file);
        if (figures != null) {
            OutputDirectory directory = OutputDirectory.of(figures);
            PaperFiles.of(record).forEach(directory::add);
            return written(directory);
        }
        Path target = out == null ? Objects.requireNonNull(file.toAbsolutePath().getParent()) : out;
        OutputDirectory directory = OutputDirectory.of(target);
        directory.add("report.html", HtmlReport.render(record));
        return written(directory);
    }

    private int written(OutputDirectory directory) {
        directory.commit().forEach(Objects.requireNonNull(spec).commandLine().getOut()::println);
        return 0;
    }
}
