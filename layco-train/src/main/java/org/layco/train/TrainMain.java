package org.layco.train;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of {@code layco} that need PyTorch: {@code train} and {@code pretrain}. */
@Command(
        name = "layco",
        mixinStandardHelpOptions = true,
        version = "layco 0.1.0",
        description = "The commands of layco that train networks, with PyTorch.")
public final class TrainMain implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private TrainMain() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** Runs the command line: 0 done, 2 wrong usage, 3 bad input. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        InputErrors errors = new InputErrors();
        String arguments = String.join(" ", args);
        return new CommandLine(new TrainMain())
                .addSubcommand(new TrainCommand(arguments))
                .addSubcommand(new PretrainCommand(arguments))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(args);
    }

    @Override
    public void run() {
        CommandSpec own = Objects.requireNonNull(spec);
        own.commandLine().usage(own.commandLine().getOut());
    }
}
