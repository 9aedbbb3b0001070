package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** All Markdown: links lead somewhere, commands can be typed. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("^\\s*(?:\\$ )?\\./layco\\s+(.*)$");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> {
                        for (Path part : ROOT.relativize(file)) {
                            if (NOT_OURS.contains(part.toString())) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .map(ROOT::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(Path page) throws IOException {
        Set<String> broken = new TreeSet<>();
        Matcher links = LINK.matcher(withoutCode(Files.readString(ROOT.resolve(page))));
        while (links.find()) {
            String target = links.group(1);
            if (target.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty()
                    ? ROOT.resolve(page)
                    : ROOT.resolve(page).resolveSibling(parts[0]).normalize();
            if (!Files.exists(file) || (parts.length == 2 && !anchors(file).contains(parts[1]))) {
                broken.add(target);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreUnderstood(Path page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String command : commands(page)) {
            try {
                Main.commandLine().parseArgs(words(command));
            } catch (CommandLine.ParameterException e) {
                wrong.add(command + ": " + e.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theReadmeHasCommandsToCheck() throws IOException {
        assertThat(commands(Path.of("README.md"))).hasSizeGreaterThan(10);
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        for (String line :
                Files.readString(ROOT.resolve(page)).replace("\\\n", " ").split("\n")) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches() && !command.group(1).startsWith("pretrain")) {
                commands.add(command.group(1));
            }
        }
        return commands;
    }

    /** The words of a command, without what a reader knows to leave out: comments, redirections, dots for the rest. */
    private static String[] words(String command) {
        String typed = command.replaceAll("\"[^\"]*\"", "quoted")
                .replaceFirst("^(\\S+) {1,4}(?=\\S)", "$1 ")
                .replaceFirst(" {2,}(?!-).*", "")
                .replaceFirst("\\s[#|>&].*", "");
        return Arrays.stream(typed.strip().split("\\s+"))
                .filter(word -> !word.equals("..."))
                .toArray(String[]::new);
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    }

    private static Set<String> anchors(Path file) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
