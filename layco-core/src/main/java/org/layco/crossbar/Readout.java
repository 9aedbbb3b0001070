package org.layco.crossbar;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns accumulators into the layer's real outputs, {@code y = scaleW[m] * scaleX * (accumulator + noise) + bias[m]}, channels
 * last. Immutable and shared by threads.
 */
public final class Readout {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int L = LANES.length();

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
        load(results, first, count, target);
        float deviation = (float) sigma;
        int m = first % outputs;
        for (int i = 0; i < count; i += L) {
            var value = FloatVector.fromArray(LANES, target, i);
            if (deviation != 0) {
                value = FloatVector.fromArray(LANES, noise, i).mul(deviation).add(value);
            }
            value.mul(FloatVector.fromArray(LANES, gains, m))
                    .add(FloatVector.fromArray(LANES, bias, m))
                    .intoArray(target, i);
            m += L;
            m = m < outputs ? m : m % outputs;
        }
    }

    private static void load(Accumulators results, int first, int count, float[] target) {
        switch (results) {
            case Accumulators.Narrow(int[] values) -> {
                int whole = LANES.loopBound(count);
                for (int i = 0; i < whole; i += L) {
                    var integers = IntVector.fromArray(INTS, values, first + i);
                    ((FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0)).intoArray(target, i);
                }
                for (int i = whole; i < count; i++) {
                    target[i] = values[first + i];
                }
            }
            case Accumulators.Wide(double[] values) -> {
                int whole = DOUBLES.loopBound(count);
                for (int i = 0; i < whole; i += DOUBLES.length()) {
                    var integers = DoubleVector.fromArray(DOUBLES, values, first + i);
                    ((FloatVector) integers.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(target, i);
                }
                for (int i = whole; i < count; i++) {
                    target[i] = (float) values[first + i];
                }
            }
        }
    }
}
