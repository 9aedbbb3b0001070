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

    /** Weights of a weightless reference topology (ConstantOfShape): all the same, materialised only on demand. */
    record Constant(int elements, float value) implements Weights {
        @Override
        public float[] values() {
            float[] all = new float[elements];
            java.util.Arrays.fill(all, value);
            return all;
        }
    }
}
