package org.layco.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.layco.io.record.LayersCsv;
import org.layco.io.record.OutputDirectory;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.LoadedStudy;
import org.layco.report.HtmlReport;
import org.layco.study.Finished;
import org.layco.study.LifetimeRecord;
import org.layco.study.Resources;
import org.layco.study.RunContext;
import org.layco.study.RunRecord;
import org.layco.units.Dimension;
import org.layco.units.Quantity;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands that produce a run record do around it. */
final class Results {
    private final CommandSpec command;
    private final LoadedStudy loaded;
    private final OutputDirectory directory;
    private final boolean json;

    Results(CommandSpec command, LoadedStudy loaded, OutputDirectory directory, boolean json) {
        this.command = command;
        this.loaded = loaded;
        this.directory = directory;
        this.json = json;
    }

    /** What the record says about this execution. */
    RunContext context(Resources resources) {
        return new Invocation(command, loaded).context(resources);
    }

    /** Writes all files, prints the result, and says with which code to exit. */
    int deliver(Finished finished) {
        RunRecord record = finished.record();
        PlanFile plan = new PlanFile(
                record.study().network().name(),
                record.study().network().sha256(),
                record.study().hardware(),
                record.study().style(),
                record.study().cell(),
                loaded.study().search().weightScales(),
                loaded.study().bufferArea(),
                finished.plan());
        directory.add("run.json", RunRecordFiles.toJson(record));
        directory.add("plan.yaml", PlanYaml.toYaml(plan));
        directory.add("layers.csv", LayersCsv.toCsv(record));
        directory.add("report.html", HtmlReport.render(record));
        List<Path> written = directory.commit();
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.print(RunRecordFiles.toJson(record));
        } else {
            Summary.print(record, out);
            out.println();
            written.forEach(file -> out.println("wrote " + file));
        }
        PrintWriter err = command.commandLine().getErr();
        boolean lasts = lasts(record.lifetime(), err);
        RunRecord.Guarantee guarantee = record.guarantee();
        if (guarantee.met()) {
            return lasts ? 0 : Main.NOT_MET;
        }
        err.println(String.format(
                Locale.ROOT,
                "layco: error: the loss is not certified below %.2f pp: the upper bound is %.2f pp on %d images",
                guarantee.limitPp(),
                guarantee.upperBoundPp(),
                guarantee.images()));
        err.println("help: allow more loss (--max-loss), use more images, or another network.");
        return Main.NOT_MET;
    }

    /** Says which partitions do not last as long as required, by how much, and what would help. */
    private static boolean lasts(LifetimeRecord lifetime, PrintWriter err) {
        if (lifetime.requiredYears() != null && lifetime.closedFormYears() == null) {
            err.println("layco: error: the required lifetime cannot be checked: " + lifetime.reason());
            err.println("help: choose a cell whose card states its endurance.");
            return false;
        }
        for (LifetimeRecord.Shortfall one : lifetime.shortfalls()) {
            err.println(String.format(
                    Locale.ROOT,
                    "layco: error: partition %s lasts %.3g years at %.3g/s, not %.3g: %.3g times too short",
                    one.partition(),
                    one.years(),
                    lifetime.ratePerS(),
                    Objects.requireNonNull(lifetime.requiredYears()),
                    one.factor()));
            err.println(String.format(
                    Locale.ROOT,
                    "help: any one is enough, given to all partitions of its kind: %.3g cells (%s), %s, at most %.3g"
                            + " inferences/s.",
                    (double) one.cellsNeeded(),
                    Quantity.format(one.areaNeededM2(), Dimension.AREA),
                    one.bitsAtMost() == null
                            ? "fewer writes than 2 bits make"
                            : "at most %d bits".formatted(one.bitsAtMost()),
                    one.rateAtMostPerS()));
        }
        if (lifetime.bufferAreaNeeded() != null) {
            err.println(String.format(
                    Locale.ROOT,
                    "help: --buffer-area %s gives all of them cells enough: a buffer that many times the 8-bit baseline's.",
                    BigDecimal.valueOf(lifetime.bufferAreaNeeded())
                            .stripTrailingZeros()
                            .toPlainString()));
        }
        return lifetime.shortfalls().isEmpty();
    }
}
