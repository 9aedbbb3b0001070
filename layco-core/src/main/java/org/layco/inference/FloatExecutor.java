package org.layco.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public Value store(MvmLayer firstReader, int n, Value.Floats value) {
        return value;
    }

    @Override
    public Value execute(
            MvmLayer layer,
            int n,
            Value input,
            List<Value> addends,
            long[] outputDims,
            Optional<MvmLayer> firstReader) {
        float[] output = new float[Math.multiplyExact(n, layer.shape().outputElements())];
        sessions.computeIfAbsent(layer.index(), _ -> new MvmSession(runtime, layer))
                .run(
                        n,
                        input.floats().elements(),
                        addends.stream()
                                .map(addend -> addend.floats().elements())
                                .toList(),
                        output);
        return new Value.Floats(output, outputDims);
    }

    @Override
    public void close() {
        sessions.values().forEach(MvmSession::close);
    }
}
