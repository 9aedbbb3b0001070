package org.layco.inference;

import org.layco.crossbar.MatrixProducts;

/** The libraries that multiply matrices of 8-bit integers, fastest first: oneDNN, ONNX Runtime, none. */
public final class IntegerProducts {
    private IntegerProducts() {}

    /** Products by the fastest library that is there and exact on this processor, for one worker; to be closed. */
    public static MatrixProducts fastest(OnnxRuntime runtime) {
        return DnnlProducts.find().or(() -> OnnxProducts.find(runtime)).orElse(MatrixProducts.NONE);
    }
}
