package org.layco.example;

import java.nio.file.Path;
import org.layco.io.TextFile;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.LoadedStudy;
import org.layco.io.study.LocalMachine;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyYaml;
import org.layco.report.HtmlReport;
import org.layco.study.CoOptimizer;
import org.layco.study.Progress;
import org.layco.study.Resources;
import org.layco.study.RunContext;
import org.layco.study.RunRecord;

/** What {@code layco run study.yaml} does, as a program of one's own. */
final class CertifyANetwork {
    private CertifyANetwork() {}

    static RunRecord run(Path study, Path out) {
        // tag::example[]
        LoadedStudy loaded = StudyLoader.shipped().load(StudyYaml.read(study));
        Resources resources = Resources.ofThreads(2);
        RunContext context = LocalMachine.context("my program", "layco run", loaded, resources);
        try (CoOptimizer optimizer = new CoOptimizer(loaded.study(), resources, Progress.SILENT)) {
            RunRecord record = optimizer.run(context).record();
            System.out.println("the loss is at most " + record.guarantee().upperBoundPp() + " pp");
            RunRecordFiles.write(out.resolve("run.json"), record);
            TextFile.write(out.resolve("report.html"), HtmlReport.render(record));
            return record;
        }
        // end::example[]
    }
}
