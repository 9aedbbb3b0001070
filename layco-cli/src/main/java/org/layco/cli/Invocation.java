package org.layco.cli;

import org.layco.io.study.LoadedStudy;
import org.layco.io.study.LocalMachine;
import org.layco.study.Resources;
import org.layco.study.RunContext;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it was given, for the record. */
final class Invocation {
    private final CommandSpec command;
    private final LoadedStudy loaded;

    Invocation(CommandSpec command, LoadedStudy loaded) {
        this.command = command;
        this.loaded = loaded;
    }

    /** What the record says about this execution. */
    RunContext context(Resources resources) {
        String typed = "layco "
                + String.join(
                        " ", command.commandLine().getParent().getParseResult().originalArgs());
        return LocalMachine.context(typed, reproduce(), loaded, resources);
    }

    /** The command without what results do not depend on and with the names of files only. */
    private String reproduce() {
        StringBuilder text = new StringBuilder("layco");
        boolean skip = false;
        for (String word : command.commandLine().getParent().getParseResult().originalArgs()) {
            boolean valueSkipped = skip;
            skip = word.equals("--threads") || word.equals("--out") || word.equals("--memory");
            boolean irrelevant = valueSkipped || skip || word.matches("--(json|quiet)|--(threads|out|memory)=.*");
            if (!irrelevant) {
                int slash = word.lastIndexOf('/');
                int equals = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
                text.append(' ').append(word, 0, slash < 0 ? 0 : equals).append(word.substring(slash + 1));
            }
        }
        return text.toString();
    }
}
