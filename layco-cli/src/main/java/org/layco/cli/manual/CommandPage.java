package org.layco.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One command as a reader sees it.
 *
 * @param name with its parents, as in {@code layco hardware show}
 * @param description in sentences
 * @param synopsis how it is called, in one line
 * @param examples whole command lines, some with a comment behind them
 * @param parameters what stands without an option
 * @param options sorted by name
 * @param subcommands visible ones
 * @param exitCodes empty but for the root
 */
public record CommandPage(
        String name,
        String description,
        String synopsis,
        List<String> examples,
        List<Entry> parameters,
        List<Entry> options,
        List<Entry> subcommands,
        List<Entry> exitCodes) {

    /** A term and what it means. */
    public record Entry(String term, String text) {}

    /** The page of a command. */
    public static CommandPage of(CommandSpec command) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        String synopsis = command.qualifiedName() + " [OPTIONS]"
                + (command.subcommands().isEmpty() ? "" : " COMMAND")
                + parameters.stream().map(CommandPage::inSynopsis).reduce("", String::concat);
        return new CommandPage(
                command.qualifiedName(),
                text(command.usageMessage().description()),
                synopsis,
                Arrays.stream(command.usageMessage().footer())
                        .map(String::strip)
                        .map(CommandPage::plain)
                        .toList(),
                parameters.stream()
                        .map(parameter -> new Entry(parameter.paramLabel(), text(parameter.description())))
                        .toList(),
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> new Entry(term(option), text(option.description())))
                        .sorted((a, b) -> key(a).compareTo(key(b)))
                        .toList(),
                visible(command)
                        .map(child -> new Entry(
                                child.name(), text(child.usageMessage().description())))
                        .toList(),
                command.usageMessage().exitCodeList().entrySet().stream()
                        .map((Map.Entry<String, String> code) -> new Entry(code.getKey(), plain(code.getValue())))
                        .toList());
    }

    /** The pages of a command and of all below it that are not hidden, parents first. */
    public static List<CommandPage> all(CommandSpec root) {
        List<CommandPage> pages = new ArrayList<>(List.of(of(root)));
        visible(root).forEach(child -> pages.addAll(all(child)));
        return pages;
    }

    /** Subcommands that are not hidden, in their order. */
    static Stream<CommandSpec> visible(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(child -> !child.usageMessage().hidden())
                .distinct();
    }

    /** The words that an option or parameter may be given, as far as they are known; files not among them. */
    static List<String> candidates(ArgSpec argument) {
        @Nullable Iterable<String> known = argument.completionCandidates();
        List<String> words = new ArrayList<>();
        if (known != null) {
            known.forEach(words::add);
        }
        return words;
    }

    /** The name of a file in which this page is kept: {@code layco-hardware-show}. */
    String fileName() {
        return name.replace(' ', '-');
    }

    private static String inSynopsis(PositionalParamSpec parameter) {
        boolean optional = parameter.arity().min() == 0;
        String many = parameter.arity().max() > 1 ? "..." : "";
        return optional ? " [" + parameter.paramLabel() + many + "]" : " " + parameter.paramLabel() + many;
    }

    private static String term(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String key(Entry option) {
        return option.term().replaceFirst("^-\\w, ", "");
    }

    static String text(String[] lines) {
        return plain(String.join(" ", lines));
    }

    /** Without the escapes of format strings. */
    private static String plain(String text) {
        return text.replace("%n", " ").replace("%%", "%").strip();
    }
}
