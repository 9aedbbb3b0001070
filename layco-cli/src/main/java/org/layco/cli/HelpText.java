package org.layco.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How {@code --help} reads: what the command is for, examples, then the options. */
final class HelpText {
    private static final int WIDTH = 110;

    private static final List<String> SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

    private HelpText() {}

    /** Orders the help of a command and of all below it. */
    static void examplesFirst(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        command.usageMessage().sectionKeys(SECTIONS);
        command.usageMessage().width(WIDTH);
        command.usageMessage().abbreviateSynopsis(true);
        command.usageMessage().synopsisHeading("%nUsage: ");
        if (!command.subcommands().isEmpty()) {
            command.usageMessage().commandListHeading("%nCommands:%n");
        }
        line.getSubcommands().values().forEach(HelpText::examplesFirst);
    }
}
