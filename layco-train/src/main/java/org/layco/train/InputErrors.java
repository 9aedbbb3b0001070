package org.layco.train;

import java.nio.file.FileSystemException;
import org.layco.io.data.DataFileException;
import picocli.CommandLine;

/** Turns what a user can put right into an {@code error:} and a {@code help:} line; everything else stays a stack trace. */
final class InputErrors implements CommandLine.IExecutionExceptionHandler {
    private static final int BAD_INPUT = 3;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        return switch (e) {
            case DataFileException d ->
                report(command, d.file() + ": byte " + d.byteOffset() + ": " + d.problem(), d.remedy());
            case FileSystemException f ->
                report(
                        command,
                        "cannot write " + f.getFile() + ": " + f.getClass().getSimpleName(),
                        "Give --out a file in a directory that exists and is writable.");
            case DivergedException d -> report(command, d.problem(), "Give a lower --learning-rate.");
            default -> throw e;
        };
    }

    private static int report(CommandLine command, String problem, String remedy) {
        command.getErr().println("error: " + problem);
        command.getErr().println("help: " + remedy);
        return BAD_INPUT;
    }
}
