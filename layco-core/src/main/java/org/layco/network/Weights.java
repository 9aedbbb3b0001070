package org.layco.network;

/** The constant matrix of an MVM layer, M x K in row-major order, K = (C/groups)*R*S ordered (c, r, s). */
public sealed interface Weights {
    /** Number of weights. */
    int elements();

    /** All weights, M x K; shared where they are stored, so not to be modified. */
    float[] values();

    /** Weights that were given one by one. */
    record Dense(float[] values) implements Weights {
        @Override
        public int elements() {
            return values.length;
        }
    }

    /** Weights that an ONNX file gives as one value (ConstantOfShape): all the same, materialised only on demand. */
    record Constant(int elements, float value) implements Weights {
        @Override
        public float[] values() {
            float[] all = new float[elements];
            java.util.Arrays.fill(all, value);
            return all;
        }
    }

    /** Weights of a reference network, of which only the number is known: enough for costs, not for inference. */
    record Absent(int elements) implements Weights {
        @Override
        public float[] values() {
            throw new IllegalStateException(
                    "The %d weights of this layer were never given. Read a trained network from an ONNX file."
                            .formatted(elements));
        }
    }
}
