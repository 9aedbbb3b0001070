package org.layco.inference;

import java.util.HashMap;
import java.util.Map;
import org.layco.network.MvmLayer;

/**
 * The error-free reference: every MVM layer in single precision as one ONNX Runtime operator, nothing lost at the buffer.
 * Layers are loaded at their first use and kept. One per worker thread.
 */
public final class FloatExecutor implements MvmExecutor, AutoCloseable {
    private final OnnxRuntime runtime;
    private final Map<Integer, MvmSession> sessions = new HashMap<>();

    public FloatExecutor(OnnxRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public float[] store(MvmLayer firstReader, int n, float[] value) {
        return value;
    }

    @Override
    public void execute(MvmLayer layer, int n, float[] input, float[] output) {
        sessions.computeIfAbsent(layer.index(), _ -> new MvmSession(runtime, layer))
                .run(n, input, output);
    }

    @Override
    public void close() {
        sessions.values().forEach(MvmSession::close);
    }
}
