package org.layco.bench;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.incubator.vector.ByteVector;

/** What the figures depend on besides the code. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Processor, Java, ONNX Runtime and vector width, one a line. */
    static List<String> describe() {
        return List.of(
                "processor      %s, %d processors"
                        .formatted(
                                cpuModel().orElse(System.getProperty("os.arch")),
                                Runtime.getRuntime().availableProcessors()),
                "Java           %s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                "ONNX Runtime   " + OrtEnvironment.getEnvironment().getVersion(),
                "vector width   %d bits".formatted(ByteVector.SPECIES_PREFERRED.vectorBitSize()));
    }

    private static Optional<String> cpuModel() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
