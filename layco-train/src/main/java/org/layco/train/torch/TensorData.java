package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The numbers of a tensor in its own memory. Automatic differentiation does not see what is written there: the gradient of a
 * tensor made by an operation that does not look at its result again (copy, clip) stays that of the
 * operation, whatever the numbers are now. That is a straight-through estimator without another pass over the data.
 */
public final class TensorData {
    private TensorData() {}

    /** The numbers of a contiguous tensor of floats, row by row; valid as long as the tensor lives. */
    public static FloatBuffer of(NDArray tensor) {
        return tensor.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
