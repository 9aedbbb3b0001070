package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.campaign.store.StoreReader;

/** Sweeps as a user starts them, and as the machine ends them. */
class SweepIT {
    private static final int KILLS = 50;

    /** A killed process lives so long, from before the store is open to the middle of the points. */
    private static final int EARLIEST_MILLIS = 100;

    private static final int LATEST_MILLIS = 1500;

    /** Every fifth one so long after it has begun to write, however slow its start. */
    private static final int WRITING = 5;

    private static final int LATEST_WRITING_MILLIS = 300;

    /** Points of some milliseconds; one network is broken. */
    private static final String STUDY = """
            layco: 1
            limit_images: 100
            uniform: {voltage: 1.60 V}
            sweep:
              grids:
                - model: [fashion_lenet5]
                  style: [cascade, timely]
                  seed: [1, 2]
                  uniform.bits: [4, 8]
                  uniform.voltage: {from: 1.50 V, to: 1.64 V, step: 0.02 V}
                - model: [./broken.onnx]
                  uniform.bits: [4, 8]
            """;

    private static final long POINTS = 66;

    @TempDir
    private Path directory;

    /** Number of the files that a process writes to, by its id. */
    private final Map<Long, Long> outputs = new HashMap<>();

    private record Outcome(int code, String out, String err) {}

    @Test
    void fiftyKillsAtRandomMomentsLeaveTheStoreOfAnUninterruptedSweep() throws Exception {
        Path study = study();
        Path whole = directory.resolve("whole");
        Outcome uninterrupted = end(start(Map.of(), "sweep", study, "--out", whole, "--quiet"));
        assertThat(uninterrupted.code()).as(uninterrupted.err()).isEqualTo(3);
        assertThat(uninterrupted.out()).contains("64 done", "2 failed");

        Path killed = directory.resolve("killed");
        Random random = new Random(7);
        int alive = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long written = written(killed);
            Process process = start(Map.of(), "sweep", study, "--out", killed, "--quiet");
            if (kill % WRITING != 0) {
                process.waitFor(between(random, EARLIEST_MILLIS, LATEST_MILLIS), TimeUnit.MILLISECONDS);
            } else {
                while (written(killed) == written && process.isAlive()) {
                    Thread.sleep(1);
                }
                process.waitFor(between(random, 0, LATEST_WRITING_MILLIS), TimeUnit.MILLISECONDS);
            }
            alive += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(alive).as("killed before the end").isGreaterThan(KILLS / 2);
        Outcome last = end(start(Map.of(), "sweep", study, "--out", killed, "--quiet"));
        assertThat(last.code()).as(last.err()).isEqualTo(3);

        StoreReader store = new StoreReader(killed);
        assertThat(store.query("select count(*) from points").rows().getFirst()).containsExactly(POINTS);
        assertThat(store.digest()).isEqualTo(new StoreReader(whole).digest());
        nativesOfTheKilledAreGone();
    }

    private static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least);
    }

    /** Bytes of the write-ahead log, where every outcome goes first. */
    private static long written(Path store) throws IOException {
        Path log = store.resolve("campaign.duckdb.wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** The launcher removes them at the next start; only its own process has any. */
    private void nativesOfTheKilledAreGone() throws Exception {
        Process process = start(Map.of(), "--version");
        end(process);
        try (Stream<Path> left = Files.list(directory.resolve("cache/layco/natives"))) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactly(String.valueOf(process.pid()));
        }
    }

    @Test
    void interruptedItFinishesThePointsInFlightAndSaysHowToGoOn() throws Exception {
        Path study = study();
        Path out = directory.resolve("interrupted");
        Process process = start(Map.of(), "sweep", study, "--out", out, "--threads", "1");
        while (!Files.exists(out.resolve("campaign.duckdb")) && process.isAlive()) {
            Thread.sleep(10);
        }
        // As Ctrl-C does, but not ignored where a shell has started the tests in the background.
        new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid()))
                .start()
                .waitFor();
        Outcome outcome = end(process);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(130);
        assertThat(outcome.err())
                .contains("finishing the points in flight", "run the same command again", "--out " + out)
                .doesNotContain("Exception");
        Outcome rest = end(start(Map.of(), "sweep", study, "--out", out, "--quiet"));
        assertThat(rest.code()).as(rest.err()).isEqualTo(3);
        assertThat(new StoreReader(out)
                        .query("select count(*) from points")
                        .rows()
                        .getFirst())
                .containsExactly(POINTS);
    }

    @Test
    void aSecondSweepOfADirectoryIsRefusedWhileTheFirstRuns() throws Exception {
        Path study = study();
        Path out = directory.resolve("shared");
        Process first = start(Map.of(), "sweep", study, "--out", out, "--quiet");
        while (!Files.exists(out.resolve("campaign.duckdb")) && first.isAlive()) {
            Thread.sleep(10);
        }
        Outcome second = end(start(Map.of(), "sweep", study, "--out", out, "--quiet"));
        assertThat(end(first).code()).isEqualTo(3);
        assertThat(second.code()).isEqualTo(3);
        assertThat(second.err()).contains("process " + first.pid() + " writes to this directory", "help: ");
    }

    @Test
    void checkPrintsTheGridItsSizeItsTimeAndThePointsThatCannotBeRun() throws Exception {
        Outcome outcome = end(start(Map.of(), "check", study()));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("66 points", "uniform.bits: 4, 8", "rate ", "fashion_lenet5", "time ", "a factor of two");
        assertThat(outcome.err()).contains("point 65", "cannot be run", "broken.onnx", "help: ");
    }

    @Test
    void aPointThatRunsOutOfMemoryFailsAloneAndSaysWhatWouldHelp() throws Exception {
        Path study = Files.writeString(directory.resolve("large.yaml"), """
                layco: 1
                search: {tolerance_images: 2000, calibration_images: 64, rounds: 1}
                sweep:
                  grids:
                    - {model: [fashion_lenet5], uniform.bits: [4, 8], uniform.voltage: [1.60 V]}
                    - {model: [fashion_resnet8], seed: [1]}
                """);
        Path out = directory.resolve("large");
        Outcome outcome =
                end(start(Map.of("LAYCO_HEAP", "64m"), "sweep", study, "--out", out, "--memory", "4GB", "--quiet"));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out()).contains("2 done", "1 failed");
        assertThat(new StoreReader(out)
                        .query("select problem from points where status = 'failed'")
                        .toCsv())
                .contains("needs more than the", "LAYCO_HEAP");
    }

    private Path study() throws IOException {
        Files.write(directory.resolve("broken.onnx"), new byte[] {8, 7, 18, 100, 1, 2, 3});
        return Files.writeString(directory.resolve("study.yaml"), STUDY);
    }

    private Process start(Map<String, String> environment, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root().resolve("layco").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        long number = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve(number + ".out").toFile())
                .redirectError(directory.resolve(number + ".err").toFile());
        builder.environment().put("LAYCO_NO_BUILD", "1");
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        outputs.put(process.pid(), number);
        return process;
    }

    private Outcome end(Process process) throws Exception {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The sweep did not end within five minutes.");
        }
        long number = Objects.requireNonNull(outputs.get(process.pid()));
        return new Outcome(
                process.exitValue(),
                Files.readString(directory.resolve(number + ".out")),
                Files.readString(directory.resolve(number + ".err")));
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("layco"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root;
    }
}
