package org.layco.io.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.layco.study.Builds;
import org.layco.study.Resources;
import org.layco.study.RunContext;

/** This process and machine, as a record states them; results do not depend on them. */
public final class LocalMachine {
    private LocalMachine() {}

    /**
     * What a record says about an execution that starts now.
     *
     * @param command as it was given, or what the calling program calls itself
     * @param reproduce a command that reproduces the results, with the names of files only
     * @param loaded what is run
     */
    public static RunContext context(String command, String reproduce, LoadedStudy loaded, Resources resources) {
        Builds builds = Builds.current();
        return new RunContext(
                builds.version(),
                builds.libraries(),
                reproduce,
                command,
                System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                builds.instructionSet(),
                resources,
                Runtime.getRuntime().maxMemory(),
                loaded.files().stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .toList(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
