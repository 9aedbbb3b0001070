package org.layco.inference;

import java.util.Iterator;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmLayer;
import org.layco.network.PointwiseOp;
import org.layco.quant.Quantizer;

/** Applies a layer's tail to a line of its outputs in place; gives the same floats as ONNX Runtime's operators do. */
final class Tail {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private Tail() {}

    /**
     * The tail of a layer whose outputs a quantiser takes, without a last operator that only clips where the quantiser does: rounding
     * is monotone, so what lies beyond a limit whose code is the last one gets that code anyway.
     */
    static List<PointwiseOp> before(Quantizer quantizer, MvmLayer layer) {
        List<PointwiseOp> tail = layer.tail();
        if (tail.isEmpty()) {
            return tail;
        }
        boolean clips = switch (tail.getLast()) {
            case PointwiseOp.Add _ -> false;
            case PointwiseOp.Relu _ -> quantizer.quantize(0) == quantizer.lowest();
            case PointwiseOp.Clip(float low, float high) ->
                quantizer.quantize(low) == quantizer.lowest() && quantizer.quantize(high) == quantizer.highest();
        };
        return clips ? tail.subList(0, tail.size() - 1) : tail;
    }

    /**
     * Applies the operators in order.
     *
     * @param tail the layer's, or {@link #before} a quantiser
     * @param addends of the Adds among the operators, in order
     * @param image number of the image in the addends
     * @param first number, channels last, of the first output in the line
     * @param count outputs in the line
     */
    static void apply(
            MvmLayer layer,
            List<PointwiseOp> tail,
            List<? extends Value> addends,
            int image,
            int first,
            float[] line,
            int count) {
        Iterator<? extends Value> addend = addends.iterator();
        for (PointwiseOp op : tail) {
            switch (op) {
                case PointwiseOp.Add _ -> add(layer, addend.next(), image, first, line, count);
                case PointwiseOp.Relu _ -> rectify(line, count);
                case PointwiseOp.Clip(float low, float high)
                when low == 0 -> {
                    rectify(line, count);
                    limit(high, line, count);
                }
                case PointwiseOp.Clip(float low, float high) -> {
                    atLeast(low, line, count);
                    atMost(high, line, count);
                }
            }
        }
    }

    private static void add(MvmLayer layer, Value addend, int image, int first, float[] line, int count) {
        switch (addend) {
            case Value.Stored stored
            when stored.fits(layer.layout(), layer.shape().outputs()) ->
                stored.quantizer().addTo(stored.images().get(image), first, line, count);
            case Value.Stored stored -> add(layer, stored.floats(), image, first, line, count);
            case Value.Floats(float[] elements, long[] _) ->
                ChannelOrder.ofOutput(layer)
                        .addTo(elements, image * layer.shape().outputElements(), first, line, count);
            case Value.Raw _ -> throw new IllegalArgumentException("A tail adds a value that does not hold floats.");
        }
    }

    /** Clears what has a negative sign: a maximum of reals must mind NaN and costs several instructions. */
    private static void rectify(float[] line, int count) {
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += LANES.length()) {
            var bits = FloatVector.fromArray(LANES, line, i).viewAsIntegralLanes();
            bits.lanewise(VectorOperators.AND_NOT, bits.lanewise(VectorOperators.ASHR, Integer.SIZE - 1))
                    .viewAsFloatingLanes()
                    .intoArray(line, i);
        }
        for (int i = whole; i < count; i++) {
            line[i] = Math.max(line[i], 0);
        }
    }

    /** Numbers without a sign are ordered as their bits are. */
    private static void limit(float high, float[] line, int count) {
        int most = Float.floatToRawIntBits(high);
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, line, i)
                    .viewAsIntegralLanes()
                    .min(most)
                    .viewAsFloatingLanes()
                    .intoArray(line, i);
        }
        for (int i = whole; i < count; i++) {
            line[i] = Math.min(line[i], high);
        }
    }

    private static void atLeast(float low, float[] line, int count) {
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, line, i).max(low).intoArray(line, i);
        }
        for (int i = whole; i < count; i++) {
            line[i] = Math.max(line[i], low);
        }
    }

    private static void atMost(float high, float[] line, int count) {
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, line, i).min(high).intoArray(line, i);
        }
        for (int i = whole; i < count; i++) {
            line[i] = Math.min(line[i], high);
        }
    }
}
