package org.layco.io.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;

/**
 * Gives one reader many mutations of valid inputs. An input fails if reading it throws anything but diagnostics, takes longer
 * than {@link #LONGEST_SECONDS}, or allocates more than its limit. The input with number i is the same in every run; one
 * that fails is kept in {@code target/fuzz}.
 */
final class Fuzz {
    /** Inputs a reader. */
    static final int INPUTS = Integer.getInteger("layco.fuzz.inputs", 2_000);

    /** Far above what any of these small inputs takes, on any machine: reached only by what does not end. */
    private static final long LONGEST_SECONDS = 60;

    private static final long MEGABYTE = 1 << 20;

    private final String name;
    private final List<byte[]> seeds;
    private final long mostBytes;

    /** Reads an input that was written to a file or is passed as it is. */
    interface Reader {
        void read(byte[] input) throws IOException;
    }

    /** Changes an input somewhere. */
    interface Mutation {
        byte[] apply(byte[] input, Random random);
    }

    /**
     * Fuzzing of one reader.
     *
     * @param name of the reader; part of the key that inputs are drawn with
     * @param seeds valid inputs
     * @param mostMegabytes that reading one input may allocate on the heap
     */
    Fuzz(String name, List<byte[]> seeds, int mostMegabytes) {
        this.name = name;
        this.seeds = List.copyOf(seeds);
        this.mostBytes = mostMegabytes * MEGABYTE;
    }

    /** Checks that the seeds are read, then mutates them. */
    void run(Mutation mutation, Reader reader) throws IOException, InterruptedException {
        for (byte[] seed : seeds) {
            reader.read(seed);
        }
        int refused = 0;
        try (ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("fuzz " + name).factory())) {
            for (int i = 0; i < INPUTS; i++) {
                byte[] input = input(i, mutation);
                try {
                    refused += outcome(worker, input, reader);
                } catch (AssertionError failure) {
                    worker.shutdownNow();
                    throw new AssertionError(
                            "Input %d of %s, kept as %s: %s".formatted(i, name, keep(i, input), failure.getMessage()),
                            failure);
                }
            }
        }
        // Mutations that nothing notices, or that leave nothing readable, would not reach the code behind the first
        // check.
        assertThat(refused).as("refused of %d inputs", INPUTS).isBetween(INPUTS / 20, INPUTS - INPUTS / 50);
    }

    private byte[] input(int index, Mutation mutation) {
        Random random = new Random(31L * name.hashCode() + index);
        byte[] input = seeds.get(random.nextInt(seeds.size()));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            input = mutation.apply(input, random);
        }
        return input;
    }

    /** 1 if the input was refused with diagnostics, 0 if it was read. */
    private int outcome(ExecutorService worker, byte[] input, Reader reader) throws InterruptedException {
        Future<Long> reading = worker.submit(() -> {
            long before = allocated();
            long refused = 0;
            try {
                reader.read(input);
            } catch (InvalidInputException expected) {
                refused = 1;
                assertThat(expected.diagnostics()).allSatisfy(Fuzz::readable);
            }
            long bytes = allocated() - before;
            assertThat(bytes).as("bytes allocated").isLessThan(mostBytes);
            return refused;
        });
        try {
            return Math.toIntExact(reading.get(LONGEST_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            StringBuilder trace = new StringBuilder("reading does not end");
            Thread.getAllStackTraces().forEach((thread, frames) -> {
                if (thread.getName().equals("fuzz " + name)) {
                    List.of(frames).forEach(frame -> trace.append("\n  at ").append(frame));
                }
            });
            throw new AssertionError(trace.toString(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static void readable(Diagnostic diagnostic) {
        assertThat(diagnostic.render().length())
                .as("characters of a diagnostic")
                .isLessThan(10_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private Path keep(int index, byte[] input) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "fuzz"));
            return Files.write(directory.resolve(name.replace(' ', '-') + "-" + index), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
