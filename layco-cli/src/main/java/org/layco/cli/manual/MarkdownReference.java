package org.layco.cli.manual;

import java.util.List;

/** All commands as one Markdown page, {@code docs/reference/cli.md}. */
public final class MarkdownReference {
    private MarkdownReference() {}

    /** The page. */
    public static String render(List<CommandPage> pages) {
        StringBuilder text = new StringBuilder("""
                # Command line

                Generated from the commands by `./layco manual`; `./layco COMMAND --help` and `man layco-COMMAND` say the same.
                """);
        pages.forEach(page -> text.append(page(page)));
        return text.toString();
    }

    private static String page(CommandPage page) {
        StringBuilder text = new StringBuilder();
        text.append("\n## ")
                .append(page.name())
                .append("\n")
                .append(escaped(page.description()))
                .append("\n\n");
        if (!page.examples().isEmpty()) {
            text.append("```\n");
            page.examples().forEach(example -> text.append(example).append('\n'));
            text.append("```\n\n");
        }
        text.append("Usage: `").append(page.synopsis()).append("`\n");
        table(text, "parameter", page.parameters());
        table(text, "option", page.options());
        table(text, "command", page.subcommands());
        table(text, "exit code", page.exitCodes());
        return text.toString();
    }

    private static void table(StringBuilder text, String what, List<CommandPage.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        text.append("\n| ").append(what).append(" | meaning |\n|---|---|\n");
        for (CommandPage.Entry entry : entries) {
            text.append("| `")
                    .append(entry.term().replace("|", "\\|"))
                    .append("` | ")
                    .append(escaped(entry.text()))
                    .append(" |\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
