package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions as a user sees them: of every command, and of the examples. A transcript has a line {@code $ ./layco ...} for each command, then what it prints, on stderr
 * after {@code ! }, then {@code [exit N]} unless that is 0. {@code ...} alone stands for any lines, {@code <n>} for a number
 * that depends on the machine's instruction set, {@code OUT} for a directory.
 */
class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src", "test", "transcripts");
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path directory;

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> own = Files.list(TRANSCRIPTS);
                Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
            return Stream.concat(own, examples.filter(file -> file.endsWith("expected.txt")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void commandsPrintWhatTheTranscriptShows(Path file) throws IOException {
        String transcript = Files.readString(file);
        StringBuilder actual = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (String line : transcript.split("\n", -1)) {
            if (line.startsWith("$ ")) {
                actual.append(session(line));
                expected.append(Pattern.quote(line + "\n"));
            } else if (line.isBlank()) {
                expected.append("\n*");
            } else if (line.equals("...")) {
                expected.append("(?:.*\n)*?");
            } else {
                expected.append(Arrays.stream(line.split("<n>", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("[-+0-9.,e%]+")))
                        .append("\n");
            }
        }
        assertThat(actual.toString())
                .as("what the commands of %s print", file)
                .matches(Pattern.compile(expected.toString()));
    }

    private String session(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.substring(2).split(" +")));
        assertThat(words.removeFirst()).isEqualTo("./layco");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = words.stream()
                .map(word -> word.replace("OUT", directory.toString()).replace("examples/", ROOT + "/examples/"))
                .toArray(String[]::new);
        int code = Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        String errors = err.toString().lines().map(text -> "! " + text + "\n").collect(Collectors.joining());
        return (line + "\n" + out + errors + (code == 0 ? "" : "[exit " + code + "]\n"))
                .replace(directory.toString(), "OUT")
                .replace(ROOT + "/examples/", "examples/");
    }
}
