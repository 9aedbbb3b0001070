package org.layco.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.layco.cli.CompletionCommand.Shell;
import org.layco.cli.manual.CommandPage;
import org.layco.cli.manual.ManPage;
import org.layco.cli.manual.MarkdownReference;
import org.layco.io.TextFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is written about the commands, generated from them; the build of the archive calls it. */
@Command(
        name = "manual",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Writes man pages and completions (--archive), or the reference of the commands (--reference).",
        footerHeading = "%nExamples:%n",
        footer = {"  layco manual --archive target/share", "  layco manual --reference docs/reference/cli.md"})
final class ManualCommand implements Callable<Integer> {
    @Option(names = "--archive", paramLabel = "DIR", description = "Directory for man/man1 and completions.")
    private @Nullable Path archive;

    @Option(names = "--reference", paramLabel = "FILE", description = "Markdown file to write.")
    private @Nullable Path reference;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).commandLine().getParent();
        List<CommandPage> pages = CommandPage.all(root.getCommandSpec());
        if (archive != null) {
            Path man = archive.resolve("man").resolve("man1");
            for (CommandPage page : pages) {
                TextFile.write(man.resolve(ManPage.fileName(page)), ManPage.render(page, Main.VERSION));
            }
            Path completions = archive.resolve("completions");
            TextFile.write(completions.resolve("layco.bash"), CompletionCommand.script(Shell.BASH, root));
            TextFile.write(completions.resolve("layco.zsh"), CompletionCommand.script(Shell.ZSH, root));
            TextFile.write(completions.resolve("layco.fish"), CompletionCommand.script(Shell.FISH, root));
        }
        if (reference != null) {
            TextFile.write(reference, MarkdownReference.render(pages));
        }
        return 0;
    }
}
