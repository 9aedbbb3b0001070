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
        switch (results) {
            case Accumulators.Narrow narrow
            when narrow.offsets().length == 0 ->
                readIntegers(narrow.values(), first, count, noise, (float) sigma, target);
            case Accumulators.Narrow narrow ->
                readOffsetIntegers(narrow.values(), narrow.offsets(), first, count, noise, (float) sigma, target);
            case Accumulators.Wide wide -> readWide(wide, first, count, noise, (float) sigma, target);
        }
    }

    // Three loops that differ in their first lines: no method may take or give a vector, or it is boxed where it is not
    // inlined.

    private void readIntegers(MemorySegment values, int first, int count, float[] noise, float sigma, float[] target) {
        int step = L % outputs;
        int m = first % outputs;
        for (int i = 0; i < count; i += L) {
            var integers = IntVector.fromMemorySegment(
                    INTS, values, (long) Integer.BYTES * (first + i), ByteOrder.nativeOrder());
            var value = (FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0);
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

    private void readOffsetIntegers(
            MemorySegment values, int[] offsets, int first, int count, float[] noise, float sigma, float[] target) {
        int step = L % outputs;
        int m = first % outputs;
        for (int i = 0; i < count; i += L) {
            var integers = IntVector.fromMemorySegment(
                            INTS, values, (long) Integer.BYTES * (first + i), ByteOrder.nativeOrder())
                    .sub(IntVector.fromArray(INTS, offsets, m));
            var value = (FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0);
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

    private void readWide(Accumulators.Wide results, int first, int count, float[] noise, float sigma, float[] target) {
        for (int i = 0; i < count; i++) {
            int m = (first + i) % outputs;
            float value = results.get(first + i);
            target[i] = (sigma != 0 ? noise[i] * sigma + value : value) * gains[m] + bias[m];
        }
    }
}
