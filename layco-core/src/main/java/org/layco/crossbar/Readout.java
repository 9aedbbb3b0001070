package org.layco.crossbar;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns accumulators into the layer's real outputs, {@code y = scaleW[m] * scaleX * (accumulator + noise) + bias[m]}, channels
 * last. Immutable and shared by threads.
 */
public final class Readout {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    /** Outputs that are read at a time. */
    static final int LANE_COUNT = LANES.length();

    private static final int L = LANE_COUNT;

    private final int outputs;

    /** Repeated, so that a vector may start at any output. */
    private final float[] gains;

    private final float[] bias;

    /**
     * The read-out of a layer.
     *
     * @param bias M values
     */
    public Readout(LayerProgram program, float[] bias) {
        outputs = program.shape().outputs();
        if (bias.length != outputs) {
            throw new IllegalArgumentException("%d biases for %d outputs.".formatted(bias.length, outputs));
        }
        gains = new float[outputs + L];
        this.bias = new float[outputs + L];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = (float)
                    (program.weights().scale(i % outputs) * program.input().scale());
            this.bias[i] = bias[i % outputs];
        }
    }

    /**
     * Writes {@code count} outputs from {@code first} on, counted positions x M row-major, to the start of {@code target}.
     *
     * @param noise standard normal numbers of these outputs; read only if {@code sigma} is not 0
     * @param sigma standard deviation of the noise of one accumulator, from {@link PartialSumNoise}
     * @param target with room for a vector more
     */
    public void read(Accumulators results, int first, int count, float[] noise, double sigma, float[] target) {
        int converted = results instanceof Accumulators.Narrow narrow ? toReals(narrow, first, count, target) : 0;
        for (int i = converted; i < count; i++) {
            target[i] = results.get(first + i);
        }
        scale(first, count, noise, (float) sigma, target);
    }

    private int toReals(Accumulators.Narrow results, int first, int count, float[] target) {
        return results.offsets().length == 0
                ? toReals(results.values(), first, count, target)
                : toReals(results.values(), results.offsets(), first, count, target);
    }

    private static int toReals(MemorySegment values, int first, int count, float[] target) {
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += L) {
            var integers = IntVector.fromMemorySegment(
                    INTS, values, (long) Integer.BYTES * (first + i), ByteOrder.nativeOrder());
            ((FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0)).intoArray(target, i);
        }
        return whole;
    }

    private int toReals(MemorySegment values, int[] offsets, int first, int count, float[] target) {
        int whole = LANES.loopBound(count);
        int step = L % outputs;
        int m = first % outputs;
        for (int i = 0; i < whole; i += L) {
            var integers = IntVector.fromMemorySegment(
                            INTS, values, (long) Integer.BYTES * (first + i), ByteOrder.nativeOrder())
                    .sub(IntVector.fromArray(INTS, offsets, m));
            ((FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0)).intoArray(target, i);
            m += step;
            m -= m < outputs ? 0 : outputs;
        }
        return whole;
    }

    private void scale(int first, int count, float[] noise, float sigma, float[] target) {
        int step = L % outputs;
        int m = first % outputs;
        for (int i = 0; i < count; i += L) {
            var value = FloatVector.fromArray(LANES, target, i);
            if (sigma != 0) {
                value = FloatVector.fromArray(LANES, noise, i).mul(sigma).add(value);
            }
            value.mul(FloatVector.fromArray(LANES, gains, m))
                    .add(FloatVector.fromArray(LANES, bias, m))
                    .intoArray(target, i);
            m += step;
            m -= m < outputs ? 0 : outputs;
        }
    }
}
