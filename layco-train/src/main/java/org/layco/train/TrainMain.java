package org.layco.train;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Trains one of LayCO's embedded networks: {@code layco-train/train --network resnet8 --out FILE.onnx}. */
public final class TrainMain {
    private TrainMain() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** Runs the command line: 0 done, 2 wrong usage, 3 bad input. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        InputErrors errors = new InputErrors();
        return new CommandLine(new TrainCommand(String.join(" ", args)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(args);
    }
}
