package org.layco.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.io.yaml.Spelling;
import org.layco.study.Builds;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code layco}: parses the command line, runs one command, turns its outcome into an exit code. */
@Command(
        name = "layco",
        mixinStandardHelpOptions = true,
        version = "layco " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Finds, layer by layer, the lowest supply voltage and bit-width of an RRAM-based DNN accelerator at "
                        + "which the accuracy loss is certified to stay below a limit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  layco run                               the main job on the embedded network and data",
            "  layco inspect --model net.onnx          layers, shapes, MACs",
            "  layco run --model net.onnx --data test_batch.bin --mean 0.5,0.5,0.5 --std 0.2,0.2,0.2 --out out",
            "  layco run --lifetime 10y --rate 30/s      does the buffer last, and if not, what would help",
            "  layco characterize --ber 1e-5,1e-4,1e-3  accuracy under bit errors, with intervals",
            "  layco compare --network resnet50        designs side by side, without data",
            "  layco sweep study.yaml --out sweep      every point of a grid, into a store that layco query asks",
            "  layco explore study.yaml --out sweep    the Pareto front of a grid at a tenth of its points",
            "  layco hardware list                     accelerators and cells that come with it",
            "  layco train --help                      hardening a network against bit errors, with PyTorch"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done and guarantee met",
            "1:bug",
            "2:usage",
            "3:bad input",
            "4:no plan meets the guarantee or the lifetime",
            "130:interrupted"
        },
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            CompletionCommand.class,
            ManualCommand.class,
            SchemaCommand.class,
            TrainElsewhereCommand.class,
            EvaluateCommand.class,
            CharacterizeCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            ExploreCommand.class,
            QueryCommand.class,
            InspectCommand.class,
            ReportCommand.class,
            HardwareCommand.class,
            ReproduceCommand.class
        })
public final class Main implements Runnable {
    static final String VERSION = Builds.VERSION;
    static final int BUG = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int NOT_MET = 4;

    @Spec
    private @Nullable CommandSpec spec;

    /** Entry point of the process. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(arguments, out, err));
    }

    /** Runs a command line; the result goes to {@code out}, everything else to {@code err}. */
    public static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine line = commandLine()
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::usageError)
                .setExecutionExceptionHandler((exception, command, parsed) -> failure(exception, arguments, err));
        int code;
        try {
            code = line.execute(arguments);
        } catch (OutOfMemoryError full) {
            code = heapIsFull(err);
        }
        out.flush();
        err.flush();
        return code;
    }

    /** The parser of all commands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        HelpText.examplesFirst(line);
        return line;
    }

    @Override
    public void run() {
        CommandSpec own = Objects.requireNonNull(spec);
        own.commandLine().usage(own.commandLine().getOut());
    }

    private static int usageError(ParameterException exception, String[] arguments) {
        PrintWriter err = exception.getCommandLine().getErr();
        err.println("layco: error: " + exception.getMessage());
        if (exception instanceof UnmatchedArgumentException unmatched) {
            suggestions(unmatched).forEach(suggestion -> err.println("help: " + suggestion));
        }
        err.println("help: " + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help lists "
                + (exception.getCommandLine().getSubcommands().isEmpty() ? "the options." : "the commands."));
        return USAGE;
    }

    /** For every word that means nothing, the option or command that it is nearest to. */
    private static List<String> suggestions(UnmatchedArgumentException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        return exception.getUnmatched().stream()
                .map(word -> word.startsWith("-")
                        ? Spelling.nearest(
                                word.replaceFirst("=.*", ""),
                                command.optionsMap().keySet())
                        : Spelling.nearest(word, command.subcommands().keySet()))
                .flatMap(Optional::stream)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .distinct()
                .toList();
    }

    private static int heapIsFull(PrintWriter err) {
        err.println("layco: error: the Java heap of %d MB is full"
                .formatted(Runtime.getRuntime().maxMemory() >> 20));
        err.println("help: set LAYCO_HEAP, for example LAYCO_HEAP=4g, or use a smaller network or fewer images.");
        return BAD_INPUT;
    }

    private static int failure(Exception exception, String[] arguments, PrintWriter err) {
        if (exception instanceof InvalidInputException invalid) {
            for (Diagnostic diagnostic : invalid.diagnostics()) {
                err.println(diagnostic.render());
            }
            return BAD_INPUT;
        }
        err.println("layco: internal error: " + exception);
        err.println("help: this is a bug; please report it with the text below and the command: layco "
                + String.join(" ", Arrays.asList(arguments)));
        exception.printStackTrace(err);
        return BUG;
    }
}
