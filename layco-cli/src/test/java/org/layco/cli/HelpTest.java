package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.layco.cli.manual.CommandPage;
import org.layco.cli.manual.MarkdownReference;

/** What the commands say about themselves: help, completions, man pages. */
class HelpTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    static Stream<CommandPage> pages() {
        return CommandPage.all(Main.commandLine().getCommandSpec()).stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandAndOptionIsDescribedAndEveryCommandHasAnExample(CommandPage page) {
        assertThat(page.description()).isNotBlank();
        assertThat(page.examples()).isNotEmpty().allMatch(example -> example.contains("layco"));
        assertThat(page.options()).noneMatch(option -> option.text().isBlank());
        assertThat(page.parameters()).noneMatch(parameter -> parameter.text().isBlank());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void helpShowsExamplesBeforeOptions(CommandPage page) {
        String[] words = (page.name() + " --help").substring("layco ".length()).split(" ");
        if (page.name().equals("layco train")) {
            return; // that of the other module
        }
        assertThat(layco(words)).isZero();
        String help = out.toString();
        assertThat(help.indexOf("Example")).isBetween(1, help.indexOf("Usage: "));
        assertThat(help.indexOf("Usage: ")).isLessThan(help.indexOf("-h, --help"));
        assertThat(help.lines()).allMatch(line -> line.length() <= 125);
    }

    @ParameterizedTest
    @CsvSource({
        "rnu, Did you mean 'run'?",
        "chracterize, Did you mean 'characterize'?",
        "hardwear, Did you mean 'hardware'?",
        "run --modle x, Did you mean '--model'?",
        "run --max-los=2, Did you mean '--max-loss'?",
        "hardware lsit, Did you mean 'list'?",
        "hardware show issac_isca_2016, Did you mean 'isaac_isca_2016'?",
        "inspect --model resnet5O, Did you mean 'resnet50'?",
        "check --cell hfox_defualt, Did you mean 'hfox_default'?",
        "check --hardware layko, Did you mean 'layco'?",
        "schema plna, Did you mean 'plan'?"
    })
    void misspeltWordsAreAnsweredWithTheNearestOne(String command, String suggestion) {
        assertThat(layco(command.split(" "))).isIn(2, 3);
        assertThat(err.toString()).contains(suggestion);
    }

    @Test
    void completionsNameCommandsOptionsAndHardware() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            out.getBuffer().setLength(0);
            assertThat(layco("completion", shell)).isZero();
            assertThat(out.toString())
                    .contains("characterize", "max-loss", "hfox_default", "resnet50", "isaac_isca_2016")
                    .doesNotContain("reproduce");
        }
    }

    @ParameterizedTest
    @CsvSource({"bash, bash, -n", "zsh, zsh, -n", "fish, fish, -n"})
    void completionsAreAcceptedByTheirShells(String shell, String program, String option) throws Exception {
        Assumptions.assumeTrue(installed(program), program + " is not installed");
        assertThat(layco("completion", shell)).isZero();
        Path script = Files.writeString(directory.resolve("script"), out.toString());
        assertThat(exitOf(program, option, script.toString())).isZero();
    }

    @Test
    void completionInBashOffersTheOptionsOfACommand() throws Exception {
        Assumptions.assumeTrue(installed("bash"), "bash is not installed");
        assertThat(layco("completion", "bash")).isZero();
        Path script = Files.writeString(directory.resolve("script"), out.toString());
        String asking = ". %s; COMP_WORDS=(layco run --max); COMP_CWORD=2; _complete_layco; echo \"${COMPREPLY[@]}\""
                .formatted(script);
        assertThat(outputOf("bash", "-c", asking)).contains("--max-loss").doesNotContain("--per-layer");
    }

    /** {@code -Dlayco.docs=write} writes the page, {@code check} compares it; otherwise no command may be on it that is gone. */
    @Test
    void theReferenceNamesCommandsThereAre() throws IOException {
        Path reference = Path.of("..", "docs", "reference", "cli.md");
        String page = MarkdownReference.render(pages().toList());
        switch (System.getProperty("layco.docs", "")) {
            case "write" -> Files.writeString(reference, page);
            case "check" -> assertThat(reference).hasContent(page);
            default ->
                assertThat(page.lines().filter(line -> line.startsWith("## ")))
                        .containsAll(Files.readString(reference)
                                .lines()
                                .filter(line -> line.startsWith("## "))
                                .toList());
        }
    }

    @Test
    void manPagesStandForEveryCommand() throws Exception {
        assertThat(layco("manual", "--archive", directory.toString())).isZero();
        Path pages = directory.resolve("man/man1");
        assertThat(Files.readString(pages.resolve("layco-run.1")))
                .contains(".TH \"LAYCO\\-RUN\" \"1\"", ".SH EXAMPLES", "\\-\\-max\\-loss PP");
        assertThat(pages.resolve("layco-hardware-validate.1")).isNotEmptyFile();
        assertThat(pages.resolve("layco-reproduce.1")).doesNotExist();
        if (installed("man")) {
            assertThat(outputOf(
                            "man", "--warnings", "-l", pages.resolve("layco.1").toString()))
                    .contains("hardware", "130")
                    .doesNotContain("warning:");
        }
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static int exitOf(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static String outputOf(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private int layco(String... arguments) {
        return Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
