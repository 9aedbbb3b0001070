package org.layco.cli.manual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for the fish shell; that of bash and zsh is picocli's own. */
public final class FishCompletion {
    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script of a command and of all below it that are not hidden. */
    public static String render(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.script.append("# Completion of ").append(root.name()).append(" for fish.\n");
        completion.command(root, List.of());
        return completion.script.toString();
    }

    /**
     * Lines of one command.
     *
     * @param parents names of the commands above it and its own, without the root
     */
    private void command(CommandSpec command, List<String> parents) {
        List<String> children =
                CommandPage.visible(command).map(CommandSpec::name).toList();
        String condition = condition(parents, children);
        boolean file = command.positionalParameters().stream().anyMatch(parameter -> parameter.type() == Path.class);
        line(condition, file ? " -F" : " -f");
        CommandPage.visible(command)
                .forEach(child -> line(
                        condition,
                        " -a " + quoted(child.name()) + " -d "
                                + quoted(CommandPage.text(child.usageMessage().description()))));
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                line(condition, option(option));
            }
        }
        CommandPage.visible(command).forEach(child -> {
            List<String> path = new ArrayList<>(parents);
            path.add(child.name());
            command(child, path);
        });
    }

    /** True where the command is being typed: its parents have been, none of its subcommands has. */
    private static String condition(List<String> parents, List<String> children) {
        List<String> parts = new ArrayList<>();
        parents.forEach(parent -> parts.add("__fish_seen_subcommand_from " + parent));
        if (!children.isEmpty()) {
            parts.add("not __fish_seen_subcommand_from " + String.join(" ", children));
        }
        return parts.isEmpty() ? "" : " -n " + quoted(String.join("; and ", parts));
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            List<String> words = CommandPage.candidates(option);
            // Names do not exclude files: most options that take a name take a file as well.
            boolean names = option.typeInfo().isEnum();
            text.append(
                    words.isEmpty() ? " -r -F" : (names ? " -x" : " -r -F") + " -a " + quoted(String.join(" ", words)));
        }
        return text.append(" -d ")
                .append(quoted(CommandPage.text(option.description())))
                .toString();
    }

    private void line(String condition, String what) {
        script.append("complete -c ")
                .append(program)
                .append(condition)
                .append(what)
                .append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
