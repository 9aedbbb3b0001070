package org.layco.cli.manual;

import java.util.List;

/** A command's page for {@code man}, in the man macros of roff. */
public final class ManPage {
    private ManPage() {}

    /** The page; {@code version} stands in its footer. */
    public static String render(CommandPage page, String version) {
        StringBuilder roff = new StringBuilder();
        line(
                roff,
                ".TH \"" + escaped(page.fileName().toUpperCase(java.util.Locale.ROOT)) + "\" \"1\" \"\" \"LayCO "
                        + escaped(version) + "\" \"LayCO manual\"");
        section(roff, "NAME");
        line(roff, escaped(page.fileName()) + " \\- " + escaped(firstSentence(page.description())));
        section(roff, "EXAMPLES");
        line(roff, ".nf");
        page.examples().forEach(example -> line(roff, guarded(escaped(example))));
        line(roff, ".fi");
        section(roff, "SYNOPSIS");
        line(roff, guarded(escaped(page.synopsis())));
        section(roff, "DESCRIPTION");
        line(roff, guarded(escaped(page.description())));
        entries(roff, "PARAMETERS", page.parameters());
        entries(roff, "OPTIONS", page.options());
        entries(roff, "COMMANDS", page.subcommands());
        entries(roff, "EXIT STATUS", page.exitCodes());
        if (!page.subcommands().isEmpty()) {
            section(roff, "SEE ALSO");
            line(
                    roff,
                    String.join(
                            ", ",
                            page.subcommands().stream()
                                    .map(child -> escaped(page.fileName() + "-" + child.term()) + "(1)")
                                    .toList()));
        }
        return roff.toString();
    }

    /** The name of the page's file. */
    public static String fileName(CommandPage page) {
        return page.fileName() + ".1";
    }

    private static void entries(StringBuilder roff, String title, List<CommandPage.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        section(roff, title);
        for (CommandPage.Entry entry : entries) {
            line(roff, ".TP");
            line(roff, "\\fB" + escaped(entry.term()) + "\\fR");
            line(roff, guarded(escaped(entry.text())));
        }
    }

    private static void section(StringBuilder roff, String title) {
        line(roff, ".SH " + title);
    }

    private static void line(StringBuilder roff, String text) {
        roff.append(text).append('\n');
    }

    private static String firstSentence(String text) {
        int stop = text.indexOf(". ");
        return (stop < 0 ? text : text.substring(0, stop)).replaceAll("\\.$", "");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    /** A line that begins with a dot or an apostrophe would be taken for a request. */
    private static String guarded(String text) {
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }
}
