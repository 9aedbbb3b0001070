package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.hardware.Style;
import org.layco.io.record.CompareFormats;
import org.layco.io.study.ComparisonLoader;
import org.layco.io.study.ComparisonRequest;
import org.layco.io.study.LoadedComparison;
import org.layco.study.CompareRecord;
import org.layco.study.DesignComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares designs on networks, without data. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Energy, area, latency, throughput and lifetime of designs on networks at given bits and voltages, and"
                        + " what was held equal. Needs no data; a figure that cannot be had is n/a with its reason.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco compare --network resnet50,vgg16",
            "  layco compare --network net.onnx --design raq,cascade_rram_buffer --bits 8 --format csv",
            "  layco compare --network fashion_resnet8 --plan out/plan.yaml --format latex"
        })
final class CompareCommand implements Callable<Integer> {
    /** How the comparison is printed. */
    enum Format {
        /** For people. */
        TABLE,
        /** One record with everything. */
        JSON,
        /** One row per network and design. */
        CSV,
        /** For a paper. */
        LATEX
    }

    @Option(
            names = "--network",
            completionCandidates = Names.Networks.class,
            required = true,
            split = ",",
            hideParamSyntax = true,
            paramLabel = "NAME|M.onnx",
            description = "Networks: reference networks by name (resnet50, ResNet-50), embedded ones, ONNX files.")
    private List<String> networks = List.of();

    @Option(
            names = "--design",
            completionCandidates = Names.Designs.class,
            split = ",",
            hideParamSyntax = true,
            paramLabel = "NAME|FILE",
            description = "Accelerators (layco hardware list), or all (default).")
    private List<String> designs = List.of("all");

    @Option(names = "--bits", paramLabel = "N", description = "Bits of weights and inputs, 2..16 (default 8).")
    private int bits = 8;

    @Option(
            names = "--voltage",
            paramLabel = "V",
            description = "Write voltage of RRAM buffers in volts (default: each design's own).")
    private @Nullable Double voltage;

    @Option(
            names = "--plan",
            paramLabel = "PLAN.yaml",
            description = "A plan as written by run: one more design, on the network it was made for.")
    private @Nullable Path plan;

    @Option(
            names = "--cell",
            completionCandidates = Names.Cells.class,
            paramLabel = "NAME|FILE",
            description = "Memory cell of all designs (default: the plan's, or hfox_default).")
    private @Nullable String cell;

    @Option(
            names = "--style",
            paramLabel = "cascade|timely",
            description = "Array style of designs that come in both, as layco does (default cascade).")
    private Style style = Style.CASCADE;

    @Option(names = "--format", paramLabel = "F", description = "table (default), json, csv or latex.")
    private Format format = Format.TABLE;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        LoadedComparison loaded = ComparisonLoader.load(new ComparisonRequest(
                networks,
                designs,
                bits,
                Optional.ofNullable(voltage),
                Optional.ofNullable(cell),
                style,
                Optional.ofNullable(plan)));
        CompareRecord record =
                new DesignComparison(loaded.cell()).compare(loaded.networks(), loaded.candidates(), provenance());
        switch (json ? Format.JSON : format) {
            case TABLE -> CompareTable.print(record, out);
            case JSON -> out.print(CompareFormats.toJson(record));
            case CSV -> out.print(CompareFormats.toCsv(record));
            case LATEX -> out.print(CompareFormats.toLatex(record));
        }
        return 0;
    }

    /** The command with the names of files only. */
    private CompareRecord.Provenance provenance() {
        StringBuilder text = new StringBuilder("layco compare");
        option(text, "--network", names(networks));
        option(text, "--design", names(designs));
        option(text, "--bits", Integer.toString(bits));
        if (voltage != null) {
            option(text, "--voltage", Double.toString(voltage));
        }
        if (plan != null) {
            option(text, "--plan", names(List.of(plan.toString())));
        }
        if (cell != null) {
            option(text, "--cell", names(List.of(cell)));
        }
        option(text, "--style", style.key());
        option(text, "--format", format.name().toLowerCase(Locale.ROOT));
        return new CompareRecord.Provenance(Main.VERSION, text.toString());
    }

    private static void option(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append(' ').append(value);
    }

    private static String names(List<String> files) {
        return String.join(
                ",",
                files.stream()
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .toList());
    }
}
