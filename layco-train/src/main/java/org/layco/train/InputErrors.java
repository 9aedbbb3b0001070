package org.layco.train;

import java.nio.file.FileSystemException;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import picocli.CommandLine;

/** Turns what a user can put right into an {@code error:} and a {@code help:} line; everything else stays a stack trace. */
final class InputErrors implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private static final int USAGE = 2;
    private static final int BAD_INPUT = 3;

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("layco: error: " + e.getMessage());
        command.getErr().println("help: " + command.getCommandSpec().qualifiedName() + " --help lists the options.");
        return USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        return switch (e) {
            case InvalidInputException invalid -> report(command, invalid);
            case FileSystemException f ->
                report(
                        command,
                        new InvalidInputException(Diagnostic.of(
                                f.getFile(),
                                "cannot write there (" + f.getClass().getSimpleName() + ")",
                                "Give --out a file in a directory that exists and is writable.")));
            case DivergedException d ->
                report(
                        command,
                        new InvalidInputException(
                                Diagnostic.of("--learning-rate", d.problem(), "Give a lower --learning-rate.")));
            default -> throw e;
        };
    }

    private static int report(CommandLine command, InvalidInputException invalid) {
        invalid.diagnostics().forEach(diagnostic -> command.getErr().println(diagnostic.render()));
        return BAD_INPUT;
    }
}
