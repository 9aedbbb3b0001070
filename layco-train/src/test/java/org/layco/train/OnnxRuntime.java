package org.layco.train;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One model in ONNX Runtime on one thread, as the independent judge of exported files. */
public final class OnnxRuntime implements AutoCloseable {
    private static final long LARGE_STACK_BYTES = 512L << 20;

    private final OrtEnvironment environment;
    private final OrtSession session;

    /** Loads a model. */
    public OnnxRuntime(byte[] model) throws OrtException, InterruptedException, ExecutionException {
        environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model, options);
        }
    }

    /** The class scores of images, row by row. */
    public float[] logits(float[] inputs, int images) throws OrtException {
        Map.Entry<String, NodeInfo> input =
                session.getInputInfo().entrySet().iterator().next();
        long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
        shape[0] = images;
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), shape);
                OrtSession.Result result = session.run(Map.of(input.getKey(), tensor))) {
            FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[logits.remaining()];
            logits.get(values);
            return values;
        }
    }

    /** Properties of the model. */
    public Map<String, String> properties() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    /** ONNX Runtime copies the command line onto its stack when it starts, hence a thread with a large one. */
    private static OrtEnvironment environment() throws InterruptedException, ExecutionException {
        FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, start, "onnxruntime-start", LARGE_STACK_BYTES).start();
        return start.get();
    }
}
