package org.layco.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.campaign.store.StoreReader;
import org.layco.cli.Main;
import org.layco.study.Builds;

/** Sweeps as a user starts them, on a master and workers that are processes of their own. */
class SparkSweepIT {
    /** Points that are searched for and share characterizations, and points whose operating point is given; one network is broken. */
    private static final String STUDY = """
            layco: 1
            limit_images: 500
            search: {bits: [4, 8], tolerance_images: 32, calibration_images: 32, rounds: 2}
            guarantee: {max_loss_pp: 20}
            sweep:
              grids:
                - {style: [cascade, timely], search.objective: [energy, area]}
                - model: [./net.onnx]
                  data: [./data]
                  style: [cascade, timely]
                  uniform.bits: [4, 8]
                  uniform.voltage: {from: 1.50 V, to: 1.62 V, step: 0.04 V}
                - {model: [./broken.onnx], seed: [1]}
            """;

    private static final long POINTS = 21;

    /** The store has been written to so often when a worker is killed. */
    private static final int GROWN = 8;

    /** Both executors have run so many tasks before: the roll call and two of the sweep. */
    private static final int TASKS = 3;

    private static final Pattern APPLICATION = Pattern.compile("\"id\" : \"([^\"]+)\"");
    private static final Pattern COMPLETED = Pattern.compile("\"completedTasks\" : (\\d+)");
    private static final int FAILED = 3;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private record Sweep(Process process, Path out, Path err) {}

    @BeforeAll
    static void sweepOnThreads() throws IOException {
        for (String name : List.of("net.onnx", "data/t10k-images-idx3-ubyte.gz", "data/t10k-labels-idx1-ubyte.gz")) {
            Path copy = shared.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("../examples/02-own-network").resolve(name), copy);
        }
        Files.write(shared.resolve("broken.onnx"), new byte[] {8, 7, 18, 100, 1, 2, 3});
        Files.writeString(study(), STUDY);
        onThreads(local());
    }

    /** Runs the sweep, or what is left of it, in this process. */
    private static void onThreads(Path out) {
        StringWriter err = new StringWriter();
        String[] command = {"sweep", study().toString(), "--out", out.toString(), "--quiet"};
        assertThat(Main.execute(command, new PrintWriter(new StringWriter()), new PrintWriter(err)))
                .as(err.toString())
                .isEqualTo(FAILED);
    }

    private static Path study() {
        return shared.resolve("study.yaml");
    }

    private static Path local() {
        return shared.resolve("local");
    }

    @Test
    void aWorkerKilledInTheMiddleLeavesTheStoreOfALocalSweep() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("spark"))) {
            Process killed = cluster.worker(Map.of());
            cluster.worker(Map.of());
            int port = StandaloneCluster.freePort();
            Sweep sweep = start(cluster, "-Dspark.ui.enabled=true -Dspark.ui.port=" + port);
            awaitTasksOfBoth(sweep, port);
            killed.destroyForcibly().waitFor();
            assertThat(sweep.process().isAlive()).as("killed in the middle").isTrue();
            assertThat(end(sweep)).as(Files.readString(sweep.err())).isEqualTo(FAILED);
            assertThat(Files.readString(sweep.err())).doesNotContain("WARN ", "INFO ", "ERROR ", "Exception");
            assertThat(new StoreReader(sweep.out())
                            .query("select count(distinct worker) from provenance where worker like '%executor%'")
                            .rows()
                            .getFirst())
                    .containsExactly(2L);
            assertAsLocal(sweep.out());
        }
    }

    @Test
    void aClusterThatLosesItsWorkersEndsTheSweepWhichGoesOnElsewhere() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("spark"))) {
            Process only = cluster.worker(Map.of());
            Sweep lost = start(cluster, "-Dlayco.spark.patience.seconds=5");
            awaitOutcomes(lost);
            only.destroyForcibly().waitFor();
            assertThat(end(lost)).isEqualTo(FAILED);
            assertThat(Files.readString(lost.err()))
                    .contains("has had no executor for 5 s", "run the same command again");
        }
        onThreads(directory.resolve("cluster"));
        assertAsLocal(directory.resolve("cluster"));
    }

    @Test
    void aClusterWithAMachineOfAnotherKindIsRefused() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("spark"))) {
            cluster.worker(Map.of());
            cluster.worker(Map.of("JDK_JAVA_OPTIONS", "-XX:MaxVectorSize=8"));
            Sweep sweep = start(cluster, "");
            assertThat(end(sweep)).isEqualTo(FAILED);
            assertThat(Files.readString(sweep.err()))
                    .contains(
                            "127.0.0.1, executor",
                            "64-bit vectors",
                            Builds.current().text(),
                            "help: ");
        }
    }

    private static void assertAsLocal(Path out) {
        StoreReader store = new StoreReader(out);
        assertThat(store.query("select count(*) from points").rows().getFirst()).containsExactly(POINTS);
        assertThat(store.digest()).isEqualTo(new StoreReader(local()).digest());
    }

    /** Waits until both executors have brought tasks to an end, as the driver's pages say. */
    private static void awaitTasksOfBoth(Sweep sweep, int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String pages = "http://127.0.0.1:%d/api/v1/applications".formatted(port);
            while (sweep.process().isAlive()) {
                Matcher application = APPLICATION.matcher(get(client, pages));
                if (application.find()) {
                    String executors = get(client, pages + "/" + application.group(1) + "/executors");
                    long busy = COMPLETED
                            .matcher(executors)
                            .results()
                            .filter(found -> Integer.parseInt(found.group(1)) >= TASKS)
                            .count();
                    if (busy == 2) {
                        return;
                    }
                }
                Thread.sleep(100);
            }
        }
    }

    /** A page; empty while nobody serves it. */
    private static String get(HttpClient client, String page) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException _) {
            return "";
        }
    }

    /** Waits until the store's log has grown so often: every outcome is a transaction. */
    private static void awaitOutcomes(Sweep sweep) throws Exception {
        Path log = sweep.out().resolve("campaign.duckdb.wal");
        long last = 0;
        for (int grown = 0; grown < GROWN && sweep.process().isAlive(); Thread.sleep(1)) {
            long now = Files.exists(log) ? Files.size(log) : 0;
            grown += now > last ? 1 : 0;
            last = now;
        }
    }

    private Sweep start(StandaloneCluster cluster, String options) throws IOException {
        Path out = directory.resolve("cluster");
        Path err = Files.createTempFile(directory, "sweep", ".err");
        ProcessBuilder builder = new ProcessBuilder(
                        root().resolve("layco").toString(),
                        "sweep",
                        study().toString(),
                        "--out",
                        out.toString(),
                        "--engine",
                        "spark",
                        "--master",
                        cluster.master())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().put("LAYCO_NO_BUILD", "1");
        builder.environment().put("LAYCO_HEAP", "600m");
        builder.environment().put("LAYCO_JAVA_OPTS", options);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        return new Sweep(builder.start(), out, err);
    }

    private static int end(Sweep sweep) throws Exception {
        if (!sweep.process().waitFor(5, TimeUnit.MINUTES)) {
            sweep.process().destroyForcibly();
            throw new AssertionError("The sweep did not end within five minutes.");
        }
        return sweep.process().exitValue();
    }

    private static Path root() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    }
}
