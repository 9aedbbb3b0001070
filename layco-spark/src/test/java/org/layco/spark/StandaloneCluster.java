package org.layco.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A master and workers of Spark on loopback, each a process of its own, with Spark's libraries and none of ours. */
final class StandaloneCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** What Spark shares with us, so that it lies with our libraries. */
    private static final List<String> SHARED = List.of("jackson-annotations-", "protobuf-java-", "slf4j-api-");

    private static final long DEADLINE_MILLIS = 60_000;

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    StandaloneCluster(Path directory) throws Exception {
        home = directory;
        Path jars = Files.createDirectories(home.resolve("jars"));
        Path target = Path.of("target").toAbsolutePath();
        link(target.resolve("spark/jars"), List.of(""), jars);
        link(target.resolve("lib"), SHARED, jars);
        port = freePort();
        start(Map.of(), "org.apache.spark.deploy.master.Master", "--host", LOOPBACK, "--port", String.valueOf(port));
        long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
        while (!listens()) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("The master does not listen; see the logs in " + home);
            }
            Thread.sleep(100);
        }
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void link(Path from, List<String> prefixes, Path into) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            for (Path jar : all.toList()) {
                String name = String.valueOf(jar.getFileName());
                if (prefixes.stream().anyMatch(name::startsWith)) {
                    Files.createSymbolicLink(into.resolve(name), jar);
                }
            }
        }
    }

    /** Where it is, for {@code --master}. */
    String master() {
        return "spark://%s:%d".formatted(LOOPBACK, port);
    }

    /** Starts a worker with one core, and such an environment. */
    Process worker(Map<String, String> environment) throws IOException {
        return start(
                environment,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                LOOPBACK,
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                home.resolve("work-" + processes.size()).toString(),
                master());
    }

    private Process start(Map<String, String> environment, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                home.resolve("jars") + "/*",
                main,
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        home.resolve("log-%d.txt".formatted(processes.size())).toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        builder.environment().put("JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends every process that was started and those that these have started, and removes the links to the libraries. */
    @Override
    public void close() throws IOException {
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        processes.forEach(process -> process.onExit().join());
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
