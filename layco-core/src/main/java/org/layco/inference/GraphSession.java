package org.layco.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of an ONNX graph, loaded once and run often. Input buffers are reused, so one thread at a time may run it. */
public final class GraphSession implements AutoCloseable {
    private final OnnxRuntime runtime;
    private final OrtSession session;
    private final List<Input> inputs = new ArrayList<>();
    private final Set<String> outputs;
    private final Map<String, OnnxTensor> arguments = new LinkedHashMap<>();

    /**
     * Loads the graph.
     *
     * @param model a serialised ONNX model
     * @param inputs names of its inputs, in the order {@link #run} takes them
     * @param outputs names of the outputs wanted, in the order {@link #run} gives them
     */
    public GraphSession(OnnxRuntime runtime, byte[] model, List<String> inputs, List<String> outputs) {
        this.runtime = runtime;
        session = runtime.session(model);
        for (String name : inputs) {
            this.inputs.add(new Input(name));
        }
        this.outputs = new LinkedHashSet<>(outputs);
    }

    /** Runs the graph on its inputs. */
    public List<Value> run(List<Value> values) {
        try {
            for (int i = 0; i < inputs.size(); i++) {
                Input input = inputs.get(i);
                arguments.put(input.name, input.tensor(values.get(i)));
            }
            try (OrtSession.Result result = session.run(arguments, outputs)) {
                List<Value> produced = new ArrayList<>();
                for (String name : outputs) {
                    produced.add(value(name, result));
                }
                return produced;
            }
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    private static Value value(String name, OrtSession.Result result) {
        if (!(result.get(name).orElseThrow() instanceof OnnxTensor tensor)
                || tensor.getInfo().type == OnnxJavaType.STRING) {
            throw new OnnxRuntimeException(
                    "Value '" + name + "' is not a tensor of numbers.", new ClassCastException(name));
        }
        long[] dims = tensor.getInfo().getShape();
        if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
            return new Value.Floats(tensor.getFloatBuffer().array(), dims);
        }
        ByteBuffer copy = tensor.getByteBuffer();
        byte[] elements = new byte[copy.remaining()];
        copy.get(elements);
        return new Value.Raw(tensor.getInfo().type, elements, dims);
    }

    @Override
    public void close() {
        try {
            for (Input input : inputs) {
                input.close();
            }
            session.close();
        } catch (OrtException failure) {
            throw OnnxRuntime.failed(failure);
        }
    }

    /** An input's native buffer and the tensor around it, both kept while the shape stays the same. */
    private final class Input {
        private final String name;
        private ByteBuffer buffer = allocate(0);
        private long[] dims = {};
        private @Nullable OnnxTensor tensor;
        private float[] reals = {};

        private Input(String name) {
            this.name = name;
        }

        private OnnxTensor tensor(Value value) throws OrtException {
            return switch (value) {
                case Value.Floats(float[] elements, long[] shape) -> reals(elements, elements.length, shape);
                case Value.Stored stored -> {
                    // the array is kept: clearing a new one would cost as much as filling it
                    if (reals.length < stored.elements()) {
                        reals = new float[stored.elements()];
                    }
                    stored.dequantize(reals);
                    yield reals(reals, stored.elements(), stored.dims());
                }
                case Value.Raw(OnnxJavaType type, byte[] elements, long[] shape) -> {
                    OnnxTensor current = shaped(
                            shape,
                            elements.length,
                            bytes -> OnnxTensor.createTensor(runtime.environment(), bytes, shape, type));
                    buffer.put(0, elements);
                    yield current;
                }
            };
        }

        private OnnxTensor reals(float[] elements, int count, long[] shape) throws OrtException {
            OnnxTensor current = shaped(
                    shape,
                    count * Float.BYTES,
                    bytes -> OnnxTensor.createTensor(runtime.environment(), bytes.asFloatBuffer(), shape));
            buffer.asFloatBuffer().put(elements, 0, count);
            return current;
        }

        /** The tensor around the buffer, made anew only where the shape has changed. */
        private OnnxTensor shaped(long[] shape, int bytes, Wrapping wrapping) throws OrtException {
            OnnxTensor current = tensor;
            if (current == null || !Arrays.equals(dims, shape)) {
                close();
                if (buffer.capacity() < bytes) {
                    buffer = allocate(bytes);
                }
                buffer.clear().limit(bytes);
                dims = shape;
                current = wrapping.around(buffer);
                tensor = current;
            }
            return current;
        }

        private void close() {
            if (tensor != null) {
                tensor.close();
                tensor = null;
            }
        }
    }

    private interface Wrapping {
        OnnxTensor around(ByteBuffer buffer) throws OrtException;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
