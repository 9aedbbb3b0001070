package org.layco.network;

/** An operator that digital periphery applies value by value to an MVM layer's output. */
public sealed interface PointwiseOp {
    /** The ONNX operator type. */
    String operator();

    /**
     * Adds another value of the same shape: a residual connection.
     *
     * @param value name of the value added, the addend
     */
    record Add(String value) implements PointwiseOp {
        @Override
        public String operator() {
            return "Add";
        }
    }

    /** {@code max(x, 0)}. */
    record Relu() implements PointwiseOp {
        @Override
        public String operator() {
            return "Relu";
        }
    }

    /**
     * {@code min(max(x, low), high)}.
     *
     * @param low lower bound, may be infinite
     * @param high upper bound, at least {@code low}
     */
    record Clip(float low, float high) implements PointwiseOp {
        public Clip {
            if (!(low <= high)) {
                throw new IllegalArgumentException(
                        "Clip to [%s, %s] leaves nothing. Give low <= high.".formatted(low, high));
            }
        }

        @Override
        public String operator() {
            return "Clip";
        }
    }
}
