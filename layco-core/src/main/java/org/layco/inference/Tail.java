package org.layco.inference;

import java.util.Iterator;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.PointwiseOp;

/** Applies a layer's tail to outputs in place; gives the same floats as ONNX Runtime's operators do. */
final class Tail {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private Tail() {}

    /**
     * Applies the operators in order to {@code count} elements from {@code from} on.
     *
     * @param addends of the Adds among the operators, in order; their elements lie where those of {@code values} do
     */
    static void apply(List<PointwiseOp> tail, List<float[]> addends, float[] values, int from, int count) {
        Iterator<float[]> addend = addends.iterator();
        for (PointwiseOp op : tail) {
            switch (op) {
                case PointwiseOp.Add _ -> add(addend.next(), values, from, count);
                case PointwiseOp.Relu _ -> atLeast(0, values, from, count);
                case PointwiseOp.Clip(float low, float high) -> {
                    atLeast(low, values, from, count);
                    atMost(high, values, from, count);
                }
            }
        }
    }

    private static void add(float[] addend, float[] values, int from, int count) {
        int whole = from + LANES.loopBound(count);
        for (int i = from; i < whole; i += LANES.length()) {
            var sum = FloatVector.fromArray(LANES, values, i).add(FloatVector.fromArray(LANES, addend, i));
            sum.intoArray(values, i);
        }
        for (int i = whole; i < from + count; i++) {
            values[i] += addend[i];
        }
    }

    private static void atLeast(float low, float[] values, int from, int count) {
        int whole = from + LANES.loopBound(count);
        for (int i = from; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, values, i).max(low).intoArray(values, i);
        }
        for (int i = whole; i < from + count; i++) {
            values[i] = Math.max(values[i], low);
        }
    }

    private static void atMost(float high, float[] values, int from, int count) {
        int whole = from + LANES.loopBound(count);
        for (int i = from; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, values, i).min(high).intoArray(values, i);
        }
        for (int i = whole; i < from + count; i++) {
            values[i] = Math.min(values[i], high);
        }
    }
}
