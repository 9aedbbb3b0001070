package org.layco.train;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.train.torch.Torch;
import picocli.CommandLine.Option;

/** The options that say how PyTorch runs. */
final class TorchOptions {
    @Option(
            names = "--threads",
            defaultValue = "2",
            paramLabel = "N",
            description = "Threads (default: ${DEFAULT-VALUE}). Another number changes the last digits.")
    private int threads;

    @Option(
            names = "--native-cache",
            paramLabel = "DIR",
            description = "Where the PyTorch libraries (0.5 GB) are unpacked (default: layco/djl in the user's cache"
                    + " directory).")
    private @Nullable Path nativeCache;

    /** Threads, at least 1. */
    int threads() {
        if (threads < 1) {
            throw new InvalidInputException(
                    Diagnostic.of("--threads", "'" + threads + "' is not a number of threads", "Give 1 or more."));
        }
        return threads;
    }

    /** Starts PyTorch. */
    Torch start() {
        return Torch.start(threads(), nativeCache == null ? userCache() : nativeCache);
    }

    /** Where the libraries are unpacked unless another directory is given. */
    static Path userCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("layco").resolve("djl");
    }
}
