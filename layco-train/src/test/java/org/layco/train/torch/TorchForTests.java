package org.layco.train.torch;

import java.nio.file.Path;

/** PyTorch as the tests use it: one thread, libraries unpacked into the build directory. */
public final class TorchForTests {
    private TorchForTests() {}

    /** Starts PyTorch. */
    public static Torch start() {
        return Torch.start(1, Path.of("target", "djl").toAbsolutePath());
    }
}
