package org.layco.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.TextFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code layco-bench/bench}: times the rows of the table and writes them as JSON. */
@Command(
        name = "layco-bench/bench",
        mixinStandardHelpOptions = true,
        version = "layco-bench 0.1.0",
        sortOptions = false,
        description = {
            "Times LayCO's engine and a reference in turn: ONNX Runtime in single precision, or PyTorch, or one"
                    + " worker.",
            "A ratio is LayCO's images per second over the reference's, of processor time (two_workers: of elapsed"
                    + " time)."
        },
        footer = "%nExit codes: 0 at least one row was timed; 1 bug; 2 usage; 3 data absent or bad input.")
public final class Bench implements Callable<Integer> {
    private static final int BUG = 1;
    private static final int BAD_INPUT = 3;
    private static final List<Timed> TIMED = List.of(
            new Timed(WearTiming.NAME, WearTiming::rows),
            new Timed(CompareTiming.NAME, _ -> CompareTiming.rows()),
            new Timed(PlacementTiming.NAME, _ -> PlacementTiming.rows()));

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", required = true, paramLabel = "FILE", description = "JSON file to write.")
    private @Nullable Path json;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these rows (default: all).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Elapsed time that is counted for each row, warm-up not included (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:layco.root:-.}/../shared/data",
            description = "Folder of models, cifar10 and topologies (default: ${DEFAULT-VALUE}).")
    private @Nullable Path data;

    /** Entry point of the process. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(arguments, out, err));
    }

    /** Runs a command line; the table goes to {@code out}, everything else to {@code err}. */
    public static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
        int code = new CommandLine(new Bench())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((exception, parsed) -> usageError(exception, err))
                .setExecutionExceptionHandler((exception, command, parsed) -> failure(exception, err))
                .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<Benchmark> chosen = chosen(line);
        Alternation alternation = alternation(line);
        Path target = Objects.requireNonNull(json);
        List<Record> rows = new ArrayList<>();
        // Fails now, not after minutes, when the file cannot be written.
        TextFile.write(target, Report.json(rows));
        Workloads workloads = new Workloads(Objects.requireNonNull(data));
        Machine.describe().forEach(line.getOut()::println);
        line.getOut().println(Report.header());
        for (Benchmark benchmark : chosen) {
            try (Contest contest = benchmark.preparation().prepare(workloads)) {
                Row row = Row.of(benchmark, contest.basis(), alternation.measure(contest));
                rows.add(row);
                line.getOut().println(Report.line(row));
                TextFile.write(target, Report.json(rows));
            } catch (MissingDataException absent) {
                line.getErr().println(benchmark.name() + ": skipped: " + absent.getMessage());
            }
        }
        for (Timed timed : TIMED) {
            if (only.isEmpty() || only.contains(timed.name())) {
                timed.time(line, workloads, rows);
                TextFile.write(target, Report.json(rows));
            }
        }
        if (rows.isEmpty()) {
            line.getErr().println("bench: error: no row could be timed");
            return BAD_INPUT;
        }
        return 0;
    }

    /** A job whose elapsed time is measured. */
    private record Timed(String name, Function<Workloads, List<TimedRow>> job) {
        void time(CommandLine line, Workloads workloads, List<Record> rows) {
            try {
                for (TimedRow row : job.apply(workloads)) {
                    rows.add((Record) row);
                    line.getOut().println(row.line());
                }
            } catch (MissingDataException absent) {
                line.getErr().println(name + ": skipped: " + absent.getMessage());
            }
        }
    }

    private List<Benchmark> chosen(CommandLine line) {
        List<Benchmark> all = new Benchmarks(torchCache()).all();
        List<String> names = Stream.concat(
                        all.stream().map(Benchmark::name), TIMED.stream().map(Timed::name))
                .toList();
        List<String> unknown =
                only.stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    line,
                    "there is no row %s; the rows are: %s"
                            .formatted(
                                    String.join(", ", unknown), names.stream().collect(Collectors.joining(", "))));
        }
        return only.isEmpty()
                ? all
                : all.stream()
                        .filter(benchmark -> only.contains(benchmark.name()))
                        .toList();
    }

    private Alternation alternation(CommandLine line) {
        try {
            return new Alternation(seconds);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(line, "--" + wrong.getMessage(), wrong);
        }
    }

    private static Path torchCache() {
        String given = System.getProperty("layco.torch.cache");
        return given == null ? Path.of(System.getProperty("java.io.tmpdir"), "layco-djl") : Path.of(given);
    }

    private static int usageError(ParameterException exception, PrintWriter err) {
        err.println("bench: error: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("help: layco-bench/bench --help lists the options.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception exception, PrintWriter err) {
        if (exception instanceof InvalidInputException invalid) {
            for (Diagnostic diagnostic : invalid.diagnostics()) {
                err.println(diagnostic.render());
            }
            return BAD_INPUT;
        }
        err.println("bench: internal error: " + exception);
        exception.printStackTrace(err);
        return BUG;
    }
}
