package org.layco.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.layco.accuracy.ImageInput;

/** Plain inference: the whole model in single precision in ONNX Runtime, on the calling thread alone. */
final class PlainInference implements Work {
    private final Workload workload;
    private final ImageInput input;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int batch;
    private final float[] pixels;
    private final FloatBuffer buffer;
    private final long[] shape;

    /**
     * A session of the workload's model, all optimisations on.
     *
     * @param batch images of a batch, as the other side uses
     */
    PlainInference(Workload workload, int batch) {
        this.workload = workload;
        this.input = workload.input();
        this.batch = batch;
        this.session = session();
        this.pixels = new float[batch * input.elements()];
        this.buffer = ByteBuffer.allocateDirect(pixels.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        List<Integer> image = workload.network().inputShape();
        this.shape = new long[image.size() + 1];
        for (int i = 0; i < image.size(); i++) {
            shape[i + 1] = image.get(i);
        }
    }

    private OrtSession session() {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return environment.createSession(workload.model().toString(), options);
        } catch (OrtException failure) {
            throw failed(failure);
        }
    }

    @Override
    public int images() {
        return workload.imagesPerRound();
    }

    @Override
    public void run(int round) {
        scores(round);
    }

    /** Scores of a round's images: images x classes. */
    float[] scores(int round) {
        float[] scores = new float[images() * workload.network().classes()];
        for (int first = 0; first < images(); first += batch) {
            int count = Math.min(batch, images() - first);
            long run = (long) round * images() + first;
            for (int i = 0; i < count; i++) {
                input.fill(workload.image(run + i), pixels, i * input.elements());
            }
            classify(count, scores, first * workload.network().classes());
        }
        return scores;
    }

    private void classify(int count, float[] scores, int offset) {
        buffer.clear().put(pixels, 0, count * input.elements()).flip();
        shape[0] = count;
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, shape);
                OrtSession.Result result = session.run(Map.of(workload.network().input(), tensor))) {
            if (!(result.get(0) instanceof OnnxTensor output)) {
                throw new IllegalStateException("The model's output is not a tensor.");
            }
            output.getFloatBuffer()
                    .get(scores, offset, count * workload.network().classes());
        } catch (OrtException failure) {
            throw failed(failure);
        }
    }

    private static IllegalStateException failed(OrtException failure) {
        return new IllegalStateException("ONNX Runtime failed: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw failed(failure);
        }
    }
}
