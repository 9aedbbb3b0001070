package org.layco.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.cli.manual.FishCompletion;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands, options and names in a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes commands, options and names in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(layco completion bash)",
            "  source <(layco completion zsh)",
            "  layco completion fish > ~/.config/fish/completions/layco.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    /** A shell. */
    enum Shell {
        /** GNU bash. */
        BASH,
        /** Z shell. */
        ZSH,
        /** Fish. */
        FISH
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine own = Objects.requireNonNull(spec).commandLine();
        own.getOut().print(script(Objects.requireNonNull(shell), own.getParent()));
        return 0;
    }

    /** The script of a shell; that of bash serves zsh as well, which it tells by itself. */
    static String script(Shell shell, CommandLine root) {
        return switch (shell) {
            case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root);
            case FISH -> FishCompletion.render(root.getCommandSpec());
        };
    }
}
