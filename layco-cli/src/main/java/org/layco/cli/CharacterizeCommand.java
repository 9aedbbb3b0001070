package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.record.CurveCsv;
import org.layco.io.record.CurveRecordFiles;
import org.layco.io.record.OutputDirectory;
import org.layco.io.study.LoadedStudy;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.report.figure.CurveFigure;
import org.layco.study.AccuracyCurve;
import org.layco.study.CurveRecord;
import org.layco.study.CurveRequest;
import org.layco.study.Progress;
import org.layco.study.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accuracy against bit error rate, without a plan. */
@Command(
        name = "characterize",
        mixinStandardHelpOptions = true,
        description = "Measures accuracy at given bit error rates, in the whole network and layer by layer.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco characterize --ber 1e-5,1e-4,1e-3 --maps 20",
            "  layco characterize --model net.onnx --data test_batch.bin --bits 8 --operands input --per-layer --json"
        })
final class CharacterizeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY.yaml",
            description = "Study file; options override it.")
    private @Nullable Path file;

    @Mixin
    private final ModelOptions inputs = new ModelOptions();

    @Mixin
    private final CurveOptions curve = new CurveOptions();

    @Mixin
    private final ExecutionOptions execution = new ExecutionOptions();

    @Mixin
    private final MemoryOption memory = new MemoryOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory for characterize.json, curve.csv and curve.svg (default: layco-out).")
    private Path out = Path.of("layco-out");

    @Option(names = "--json", description = "Prints the curve record instead of the table.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        StudyRequest asked = inputs.request(file);
        CurveRequest request = curve.request(asked.limitImages());
        Resources resources = new Resources(execution.threads(), memory.bytes());
        OutputDirectory directory = OutputDirectory.of(out);
        Progress progress = execution.progress(command.commandLine().getErr());
        LoadedStudy loaded = StudyLoader.shipped().load(asked.forCurve());
        double highest = AccuracyCurve.highestBitErrorRate(loaded.study());
        if (request.bitErrorRates().getLast() > highest) {
            throw new InvalidInputException(Diagnostic.of(
                    "--ber",
                    "cells where weak lines of '%s' cross always fail from %s on"
                            .formatted(loaded.study().cell().name(), highest),
                    "Give rates up to that, or a cell without weak lines."));
        }
        CurveRecord record;
        try (AccuracyCurve measuring = new AccuracyCurve(loaded.study(), request, resources, progress)) {
            record = measuring.run(new Invocation(command, loaded).context(resources));
        } finally {
            ConsoleProgress.finish(progress);
        }
        directory.add("characterize.json", CurveRecordFiles.toJson(record));
        directory.add("curve.csv", CurveCsv.toCsv(record));
        directory.add("curve.svg", CurveFigure.of(record).svgFile());
        List<Path> written = directory.commit();
        if (json) {
            command.commandLine().getOut().print(CurveRecordFiles.toJson(record));
        } else {
            CurveSummary.print(record, written, command.commandLine().getOut());
        }
        return 0;
    }
}
