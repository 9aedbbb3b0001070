package org.layco.study;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.incubator.vector.FloatVector;

/**
 * What computes results: machines on which this is equal give the same bytes.
 *
 * @param version of this tool
 * @param libraries name to version of libraries that affect results
 * @param instructionSet vector width in bits that kernels use, and the architecture
 */
public record Builds(String version, SortedMap<String, String> libraries, String instructionSet) {
    /** Version of this tool. */
    public static final String VERSION = "0.1.0";

    private static final Map<String, String> LIBRARIES = Map.of("onnxruntime", "1.29.0", "ortools", "9.15.6755");

    public Builds {
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    }

    /** Those of this process. */
    public static Builds current() {
        return new Builds(
                VERSION,
                new TreeMap<>(LIBRARIES),
                FloatVector.SPECIES_PREFERRED.vectorBitSize() + "-bit vectors, " + System.getProperty("os.arch"));
    }

    /** All of it on one line. */
    public String text() {
        return "layco %s, %s, %s".formatted(version, libraries, instructionSet);
    }
}
