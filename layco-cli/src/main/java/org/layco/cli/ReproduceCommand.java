package org.layco.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.TextFile;
import org.layco.io.record.CertifiedRunFiles;
import org.layco.io.record.ClaimsFormats;
import org.layco.io.record.ClaimsMarkdown;
import org.layco.io.study.ClaimLoader;
import org.layco.study.claims.ClaimsRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The paper's claims recomputed; {@code reproduce/run} calls it. */
@Command(
        name = "reproduce",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Recomputes the claims of the paper's abstract from summaries of certified runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco reproduce --runs reproduce/runs --out reproduce",
            "  layco reproduce --summarize out/run.json --out reproduce/runs/resnet20_timely.json"
        })
final class ReproduceCommand implements Callable<Integer> {
    @Option(names = "--runs", paramLabel = "DIR", description = "Summaries of certified runs.")
    private Path runs = Path.of("reproduce/runs");

    @Option(
            names = "--summarize",
            paramLabel = "RUN.json",
            description = "Writes the summary of this run to --out instead.")
    private @Nullable Path summarized;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR|FILE",
            description = "Directory for STATUS.md and status.json; with --summarize, the file to write.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path to = Objects.requireNonNull(out);
        if (summarized == null) {
            ClaimsRecord record =
                    ClaimLoader.load(runs).record(new ClaimsRecord.Provenance(Main.VERSION, "reproduce/run"));
            TextFile.write(written(to.resolve("status.json")), ClaimsFormats.toJson(record));
            TextFile.write(written(to.resolve("STATUS.md")), ClaimsMarkdown.toMarkdown(record));
        } else {
            CertifiedRunFiles.write(written(to), ClaimLoader.summary(summarized));
        }
        return 0;
    }

    private Path written(Path file) {
        Objects.requireNonNull(spec).commandLine().getOut().println("writes " + file);
        return file;
    }
}
