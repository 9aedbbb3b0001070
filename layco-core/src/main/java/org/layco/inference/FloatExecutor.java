package org.layco.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.layco.network.MvmLayer;

/**
 * The error-free reference: every MVM layer with its tail in single precision in one ONNX Runtime session, nothing lost at the buffer.
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
    public void execute(MvmLayer layer, int n, float[] input, List<float[]> addends, float[] output) {
        sessions.computeIfAbsent(layer.index(), _ -> new MvmSession(runtime, layer))
                .run(n, input, addends, output);
    }

    @Override
    public void close() {
        sessions.values().forEach(MvmSession::close);
    }
}
