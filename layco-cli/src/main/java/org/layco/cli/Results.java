package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.layco.io.record.LayersCsv;
import org.layco.io.record.OutputDirectory;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.LoadedStudy;
import org.layco.report.HtmlReport;
import org.layco.study.Finished;
import org.layco.study.Resources;
import org.layco.study.RunContext;
import org.layco.study.RunRecord;
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
        RunRecord.Guarantee guarantee = record.guarantee();
        if (guarantee.met()) {
            return 0;
        }
        PrintWriter err = command.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "layco: error: the loss is not certified below %.2f pp: the upper bound is %.2f pp on %d images",
                guarantee.limitPp(),
                guarantee.upperBoundPp(),
                guarantee.images()));
        err.println("help: allow more loss (--max-loss), use more images, or another network.");
        return Main.NOT_MET;
    }
}
