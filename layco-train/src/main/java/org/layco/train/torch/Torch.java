package org.layco.train.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;

/** PyTorch on the CPU, from the libraries in the class path; never touches the network. */
public final class Torch implements AutoCloseable {
    private final Engine engine;
    private final NDManager manager;

    private Torch(Engine engine) {
        this.engine = engine;
        this.manager = engine.newBaseManager();
    }

    /**
     * Starts PyTorch. Settings of the first start in a process stay, because PyTorch allows only one.
     *
     * @param threads threads of one tensor operation, at least 1
     * @param cache directory into which the native libraries are unpacked once (0.5 GB)
     */
    public static Torch start(int threads, Path cache) {
        // Offline also stops the usage report that DJL would send at its start.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        System.setProperty("ENGINE_CACHE_DIR", cache.toString());
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return new Torch(Engine.getEngine("PyTorch"));
    }

    /** Version of PyTorch. */
    public String version() {
        return engine.getVersion();
    }

    /** Keeper of all tensors; closing this object frees them. */
    public NDManager manager() {
        return manager;
    }

    /** Records what is computed until it is closed, so that gradients can be taken. */
    public GradientCollector newGradientCollector() {
        return engine.newGradientCollector();
    }

    @Override
    public void close() {
        manager.close();
    }
}
