package org.layco.study;

import java.util.List;
import java.util.Map;

/**
 * Where and how a run is executed: what the core cannot know and results do not depend on.
 *
 * @param version of this tool
 * @param libraries name to version of libraries that affect results
 * @param reproduce command that reproduces the run, with the names of files only
 * @param command as it was given
 * @param java version and vendor of the virtual machine
 * @param os operating system and architecture
 * @param instructionSet vector width in bits that kernels use
 * @param resources threads and memory
 * @param maxHeapBytes limit of the Java heap
 * @param paths files that were read
 * @param startedAt ISO 8601
 */
public record RunContext(
        String version,
        Map<String, String> libraries,
        String reproduce,
        String command,
        String java,
        String os,
        String instructionSet,
        Resources resources,
        long maxHeapBytes,
        List<String> paths,
        String startedAt) {
    public RunContext {
        libraries = Map.copyOf(libraries);
        paths = List.copyOf(paths);
    }
}
