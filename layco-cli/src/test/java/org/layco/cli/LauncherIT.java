package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.record.CompareFormats;
import org.layco.io.record.CurveRecordFiles;
import org.layco.io.record.RunRecordFiles;
import org.layco.study.CompareRecord;
import org.layco.study.CurveRecord;
import org.layco.study.RunRecord;

/** The launcher as a user starts it, on the classes that this build has packaged. */
class LauncherIT {
    @TempDir
    private Path directory;

    private record Outcome(int code, String out, String err) {}

    @Test
    void helpNamesTheCommandsAndNeedsNoVectorModule() throws Exception {
        Outcome help = layco("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains(
                        "run",
                        "evaluate",
                        "characterize",
                        "compare",
                        "inspect",
                        "check",
                        "report",
                        "hardware",
                        "Exit codes");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aVeryLongCommandLineIsABadInputNotACrash() throws Exception {
        Outcome outcome = layco("run", "--model", "fashion_lenet5", "--data", "x".repeat(10_000));
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains(": error: ", "help: ").doesNotContain("\tat ");
    }

    @Test
    void nothingIsReportedToTheMakersOfLibraries() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Outcome outcome = layco(
                Map.of(
                        "HOME",
                        home.toString(),
                        "XDG_CACHE_HOME",
                        home.resolve("cache").toString()),
                "characterize",
                "--model",
                "fashion_lenet5",
                "--limit-images",
                "40",
                "--maps",
                "2",
                "--ber",
                "1e-3",
                "--out",
                directory.resolve("quiet").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        try (Stream<Path> files = Files.walk(home)) {
            // ONNX Runtime keeps what it is going to send, and the identity of the machine, in the user's cache.
            assertThat(files.map(file -> home.relativize(file).toString()))
                    .contains("cache/layco")
                    .noneMatch(file -> file.contains("Microsoft") || file.contains("onnxruntime.db"));
        }
    }

    @Test
    void aRunLeavesFourFilesAndTheRecordHoldsWhatItPromises() throws Exception {
        Path out = directory.resolve("out");
        Outcome outcome =
                layco("run", "--model", "fashion_lenet5", "--limit-images", "2500", "--out", out.toString(), "--quiet");
        assertThat(outcome.code()).as(outcome.err()).isIn(0, 4);
        assertThat(out).isDirectoryContaining(file -> file.endsWith("report.html"));
        assertThat(Files.readString(out.resolve("layers.csv"))).startsWith("layer,");
        RunRecord record = RunRecordFiles.read(out.resolve("run.json"));
        assertThat(record.guarantee().met()).isEqualTo(outcome.code() == 0);
        assertThat(record.ladder().stream().map(RunRecord.Rung::name))
                .containsExactly("float_all", "float", "int8", "quantized", "with_errors", "certified_lower_bound");
        assertThat(record.ladder().getFirst().top1()).isGreaterThan(0.9);
        assertThat(record.comparison().stream().map(RunRecord.Comparison::baseline))
                .containsExactly(
                        "cascade_rram_buffer_8bit", "cascade_rram_buffer_safe", "cascade_rram_buffer_16bit", "raq");
        assertThat(record.chips().n()).isGreaterThanOrEqualTo(20);

        Path again = directory.resolve("again");
        Outcome evaluated = layco(
                "evaluate",
                out.resolve("plan.yaml").toString(),
                "--model",
                "fashion_lenet5",
                "--limit-images",
                "2500",
                "--out",
                again.toString(),
                "--quiet");
        assertThat(evaluated.code()).as(evaluated.err()).isEqualTo(outcome.code());
        RunRecord second = RunRecordFiles.read(again.resolve("run.json"));
        assertThat(second.plan()).isEqualTo(record.plan());
        assertThat(second.guarantee().lossPp()).isEqualTo(record.guarantee().lossPp());

        Path summary = directory.resolve("summary.json");
        Outcome summarized =
                layco("reproduce", "--summarize", out.resolve("run.json").toString(), "--out", summary.toString());
        assertThat(summarized.code())
                .as(summarized.err())
                .isEqualTo(record.guarantee().met() ? 0 : 3);
        assertThat(Files.exists(summary)).isEqualTo(record.guarantee().met());

        Path aged = directory.resolve("aged");
        Outcome old = layco(
                "evaluate",
                out.resolve("plan.yaml").toString(),
                "--model",
                "fashion_lenet5",
                "--limit-images",
                "2500",
                "--age",
                "5y",
                "--rate",
                "30/s",
                "--out",
                aged.toString(),
                "--quiet");
        assertThat(old.code()).as(old.err()).isEqualTo(4);
        RunRecord third = RunRecordFiles.read(aged.resolve("run.json"));
        assertThat(third.lifetime().ageYears()).isCloseTo(5, within(1e-9));
        assertThat(third.guarantee().lossPp()).isGreaterThan(record.guarantee().lossPp());
    }

    @Test
    void aCurveAsJsonIsOneRecordOnStandardOutput() throws Exception {
        Path out = directory.resolve("curve");
        Outcome outcome = layco(
                "characterize",
                "--model",
                "fashion_lenet5",
                "--limit-images",
                "100",
                "--bits",
                "8",
                "--ber",
                "1e-4,1e-2",
                "--operands",
                "weight,input",
                "--maps",
                "3",
                "--encoding",
                "twos_complement",
                "--out",
                out.toString(),
                "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        CurveRecord record = CurveRecordFiles.fromJson("stdout", outcome.out());
        assertThat(record).isEqualTo(CurveRecordFiles.read(out.resolve("characterize.json")));
        assertThat(record.curve().getLast().top1())
                .isLessThan(record.curve().getFirst().top1());
    }

    @Test
    void aComparisonOfReferenceNetworksLoadsNeitherTheVectorModuleNorNativeLibraries() throws Exception {
        Path loaded = directory.resolve("classes.txt");
        Outcome outcome = layco(
                Map.of("LAYCO_JAVA_OPTS", "-Xlog:class+load:file=" + loaded),
                "compare",
                "--network",
                "resnet152",
                "--format",
                "json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        CompareRecord record = CompareFormats.fromJson("stdout", outcome.out());
        assertThat(record.rows()).allMatch(row -> row.network().equals("resnet152"));
        assertThat(Files.readString(loaded))
                .contains("org.layco.study.DesignComparison")
                .doesNotContain("jdk.incubator.vector", "ai.onnxruntime.OrtEnvironment", "com.google.ortools");
    }

    @Test
    void aTruncatedNetworkLeavesNoOutputDirectory() throws Exception {
        Path broken = directory.resolve("broken.onnx");
        Files.write(broken, new byte[] {8, 7, 18, 100, 1, 2, 3});
        Path out = directory.resolve("never");
        Outcome outcome =
                layco("run", "--model", broken.toString(), "--data", broken.toString(), "--out", out.toString());
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("broken.onnx", "error: ", "help: ");
        assertThat(out).doesNotExist();
    }

    @Test
    void theClaimsAreRecomputedAsTheyAreCommitted() throws Exception {
        Path reproduce = root().resolve("reproduce");
        Outcome outcome = start(Map.of(), List.of(reproduce.resolve("run").toString(), directory.toString()));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        for (String file : List.of("STATUS.md", "status.json")) {
            assertThat(directory.resolve(file)).hasSameBinaryContentAs(reproduce.resolve(file));
        }
    }

    private static Outcome layco(String... arguments) throws IOException, InterruptedException {
        return layco(Map.of(), arguments);
    }

    private static Outcome layco(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root().resolve("layco").toString()));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("layco"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root;
    }

    private static Outcome start(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("layco", ".out");
        Path err = Files.createTempFile("layco", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LAYCO_NO_BUILD", "1");
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The launcher did not end within ten minutes.");
        }
        Outcome outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }
}
