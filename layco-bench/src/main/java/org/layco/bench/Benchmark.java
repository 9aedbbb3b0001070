package org.layco.bench;

/**
 * One row of the table: what is timed and which ratio is asked for.
 *
 * @param name as in the JSON file and for {@code --only}
 * @param must ratio that is required
 * @param aim ratio that is wished for
 * @param preparation makes both sides ready
 */
public record Benchmark(String name, double must, double aim, Preparation preparation) {
    /** Makes a contest ready to be timed. */
    @FunctionalInterface
    public interface Preparation {
        /**
         * Reads the network and the images, calibrates, makes both sides.
         *
         * @throws MissingDataException if a file is absent
         */
        Contest prepare(Workloads workloads);
    }
}
