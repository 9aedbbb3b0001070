package org.layco.io.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import org.layco.study.Resources;
import org.layco.study.RunContext;

/** This process and machine, as a record states them; results do not depend on them. */
public final class LocalMachine {
    /** Version of LayCO. */
    public static final String VERSION = "0.1.0";

    /** Libraries whose version affects results. */
    private static final Map<String, String> LIBRARIES = Map.of("onnxruntime", "1.29.0", "ortools", "9.15.6755");

    private LocalMachine() {}

    /**
     * What a record says about an execution that starts now.
     *
     * @param command as it was given, or what the calling program calls itself
     * @param reproduce a command that reproduces the results, with the names of files only
     * @param loaded what is run
     */
    public static RunContext context(String command, String reproduce, LoadedStudy loaded, Resources resources) {
        return new RunContext(
                VERSION,
                LIBRARIES,
                reproduce,
                command,
                System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                FloatVector.SPECIES_PREFERRED.vectorBitSize() + "-bit vectors",
                resources,
                Runtime.getRuntime().maxMemory(),
                loaded.files().stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .toList(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
