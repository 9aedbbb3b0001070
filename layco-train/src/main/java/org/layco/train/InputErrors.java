package org.layco.train;

import java.nio.file.FileSystemException;
import org.layco.io.data.DataFileException;
import picocli.CommandLine;

/** Turns what a user can put right into an {@code error:} and a {@code help:} line; everything else stays a stack trace. */
final class InputErrors implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private static final int USAGE = 2;
    private static final int BAD_INPUT = 3;

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("error: " + e.getMessage());
        command.getErr().println("help: " + command.getCommandName() + " --help lists the options.");
        return USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        return switch (e) {
            case DataFileException d ->
                report(command, d.file() + ": " + place(d.byteOffset()) + d.problem(), d.remedy());
            case FileSystemException f ->
                report(
                        command,
                        "cannot write " + f.getFile() + ": " + f.getClass().getSimpleName(),
                        "Give --out a file in a directory that exists and is writable.");
            case DivergedException d -> report(command, d.problem(), "Give a lower --learning-rate.");
            default -> throw e;
        };
    }

    /** The byte, where it says more than that the whole file is wrong. */
    private static String place(long byteOffset) {
        return byteOffset == 0 ? "" : "byte " + byteOffset + ": ";
    }

    private static int report(CommandLine command, String problem, String remedy) {
        command.getErr().println("error: " + problem);
        command.getErr().println("help: " + remedy);
        return BAD_INPUT;
    }
}
