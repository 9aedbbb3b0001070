package org.layco.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.layco.train.graph.NetworkGraph;
import org.layco.train.onnx.OnnxWriter;

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

    /** The logits of images of 1 x 28 x 28 normalised pixels, row by row. */
    public float[] logits(float[] inputs, int images) throws OrtException {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), new long[] {images, 1, 28, 28});
                OrtSession.Result result = session.run(Map.of(NetworkGraph.INPUT, tensor))) {
            OnnxTensor logits = (OnnxTensor) result.get(OnnxWriter.OUTPUT).orElseThrow();
            float[] values = new float[images * 10];
            logits.getFloatBuffer().get(values);
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
