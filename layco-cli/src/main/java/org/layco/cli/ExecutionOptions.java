package org.layco.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.layco.campaign.SweepProgress;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.study.Progress;
import picocli.CommandLine.Option;

/** The options that say how to run, not what: results do not depend on them. */
final class ExecutionOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Worker threads (default: all processors).")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "No progress on stderr.")
    private boolean quiet;

    /** Worker threads, at least 1. */
    int threads() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1) {
            throw new InvalidInputException(
                    Diagnostic.of("--threads", "'" + threads + "' is not a number of threads", "Give 1 or more."));
        }
        return threads;
    }

    /** Progress that is redrawn if the launcher says that stderr is a terminal, one line a stage elsewhere, nothing if quiet. */
    Progress progress(PrintWriter err) {
        return quiet ? Progress.SILENT : new ConsoleProgress(err, terminal());
    }

    /** Progress of a sweep: a line on a terminal, one line a minute elsewhere, nothing if quiet. */
    SweepProgress sweepProgress(PrintWriter err) {
        return quiet ? SweepProgress.SILENT : new ConsoleSweep(err, terminal());
    }

    private static boolean terminal() {
        return Boolean.getBoolean("layco.terminal");
    }
}
