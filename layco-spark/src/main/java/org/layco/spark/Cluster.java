package org.layco.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/** A connection to Spark as one of its applications, whose driver is this process. */
final class Cluster implements AutoCloseable {
    /** So long a cluster may be without an executor. */
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("layco.spark.patience.seconds", 120));

    /** All executors that are going to be there soon are there when none has come for so long. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration ASKED_AGAIN = Duration.ofMillis(100);
    private static final String MASTER = "--master";

    /** As the launcher starts this process, beside what Spark itself says; native libraries unpack where the cluster cleans up. */
    private static final String EXECUTOR_OPTIONS =
            "-XX:+UseParallelGC -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -Djava.io.tmpdir=.";

    /** Only the driver writes to the store, and its database is large. */
    private static final String DATABASE = "duckdb_jdbc";

    private final Master master;
    private final JavaSparkContext context;

    /** Since when it has had no executor. */
    private Optional<Instant> empty = Optional.empty();

    private Cluster(Master master, JavaSparkContext context) {
        this.master = master;
        this.context = context;
    }

    /**
     * Connects, and waits for executors.
     *
     * @throws InvalidInputException if there are none
     */
    static Cluster connect(Master master) {
        JavaSparkContext context;
        try {
            context = new JavaSparkContext(settings(master));
        } catch (RuntimeException e) {
            throw new InvalidInputException(Diagnostic.of(
                    MASTER,
                    "Spark does not start on %s (%s)".formatted(master.url(), firstLine(e)),
                    "See the master's log; its Spark must be version %s."
                            .formatted(org.apache.spark.package$.MODULE$.SPARK_VERSION())));
        }
        Cluster cluster = new Cluster(master, context);
        try {
            cluster.awaitExecutors();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Settings given as properties of the Java virtual machine, {@code -Dspark...}, go before these. */
    private static SparkConf settings(Master master) {
        SparkConf settings = new SparkConf()
                .setAppName("LayCO sweep")
                .setMaster(master.url())
                .setIfMissing("spark.ui.enabled", "false")
                // Results are taken as they come: their sum has no bound.
                .setIfMissing("spark.driver.maxResultSize", "0");
        if (master.isLocal()) {
            return settings.setIfMissing("spark.driver.host", "localhost");
        }
        String options = settings.get("spark.executor.extraJavaOptions", "");
        return settings.set("spark.jars", jars())
                .set("spark.executor.extraJavaOptions", (EXECUTOR_OPTIONS + " " + options).strip())
                // Our libraries, not those of the same name that the cluster's Spark brings.
                .setIfMissing("spark.executor.userClassPathFirst", "true")
                .setIfMissing("spark.executor.memory", (Runtime.getRuntime().maxMemory() >> 20) + "m");
    }

    /** This module's jar and those in the folder {@code lib} beside it. */
    private static String jars() {
        try {
            Path own = Path.of(Cluster.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path libraries = Objects.requireNonNull(own.getParent()).resolve("lib");
            try (Stream<Path> all = Files.list(libraries)) {
                return Stream.concat(Stream.of(own), all)
                        .filter(jar -> !String.valueOf(jar.getFileName()).startsWith(DATABASE))
                        .map(jar -> jar.toUri().toString())
                        .sorted()
                        .collect(Collectors.joining(","));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the libraries that executors need", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    JavaSparkContext context() {
        return context;
    }

    Master master() {
        return master;
    }

    /** Executors that are there. */
    int executors() {
        int processes = context.statusTracker().getExecutorInfos().length;
        // The driver is one of them, and the only one if tasks run in it.
        return master.isLocal() ? processes : Math.max(0, processes - 1);
    }

    /** Tasks that executors can run at once; 0 if there is none. */
    int cores() {
        return context.sc().isStopped() || executors() == 0 ? 0 : context.defaultParallelism();
    }

    /**
     * What the executors say they are: all that were there and idle.
     *
     * @throws InvalidInputException if they do not answer
     */
    List<Badge> rollCall() {
        int cores = Math.max(1, cores());
        try {
            return context
                    .parallelize(IntStream.range(0, cores).boxed().toList(), cores)
                    .map(new RollCall())
                    .collect()
                    .stream()
                    .distinct()
                    .toList();
        } catch (Exception e) {
            // Spark's own exceptions are checked ones that its signatures do not state.
            throw lost("the executors of %s do not answer (%s)".formatted(master.url(), firstLine(e)));
        }
    }

    /**
     * Ends what waits for a cluster that is no more.
     *
     * @throws InvalidInputException if the connection has ended, or there has been no executor for a while
     */
    void check() {
        if (context.sc().isStopped()) {
            throw lost("Spark has ended the connection to " + master.url());
        }
        if (executors() > 0) {
            empty = Optional.empty();
            return;
        }
        Instant since = empty.orElseGet(Instant::now);
        empty = Optional.of(since);
        if (Duration.between(since, Instant.now()).compareTo(PATIENCE) > 0) {
            throw lost("%s has had no executor for %d s".formatted(master.url(), PATIENCE.toSeconds()));
        }
    }

    private static InvalidInputException lost(String problem) {
        return new InvalidInputException(Diagnostic.of(
                MASTER,
                problem,
                "The master's page says whether workers are alive and have cores and memory free. Nothing that was finished is"
                        + " lost: run the same command again."));
    }

    private void awaitExecutors() {
        int there = 0;
        long since = System.nanoTime();
        while (there == 0 || (!master.isLocal() && System.nanoTime() - since < SETTLED.toNanos())) {
            check();
            pause();
            int now = executors();
            if (now != there) {
                there = now;
                since = System.nanoTime();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ASKED_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for executors.", e);
        }
    }

    static String firstLine(Throwable problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        context.close();
    }
}
