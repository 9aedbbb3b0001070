package org.layco.crossbar;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmLayer.Layout;

/**
 * Turns accumulators into the layer's real outputs, {@code y = scaleW[m] * scaleX * (accumulator + noise) + bias[m]}, in the
 * layer's layout. Immutable and shared by threads.
 */
public final class Readout {
    /** Standard normal numbers as a function of the output element {@code m * positions + position}. */
    @FunctionalInterface
    public interface StandardNormal {
        /** Writes the numbers of {@code count} elements from {@code first} on to the start of {@code target}. */
        void fill(long first, float[] target, int count);
    }

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private final int outputs;
    private final int positions;
    private final boolean channelsLast;
    private final float[] gains;
    private final float[] bias;

    /**
     * The read-out of a layer.
     *
     * @param bias M values
     */
    public Readout(LayerProgram program, float[] bias) {
        outputs = program.shape().outputs();
        positions = program.shape().positions();
        channelsLast = program.layout() == Layout.CHANNELS_LAST;
        gains = new float[outputs];
        for (int m = 0; m < outputs; m++) {
            gains[m] = (float) (program.weights().scale(m) * program.input().scale());
        }
        if (bias.length != outputs) {
            throw new IllegalArgumentException("%d biases for %d outputs.".formatted(bias.length, outputs));
        }
        this.bias = bias.clone();
    }

    /** Writes the outputs of one image without level noise to {@code to} and on. */
    public void write(Accumulators results, float[] target, int to) {
        float[] line = new float[positions];
        for (int m = 0; m < outputs; m++) {
            load(results, m, line);
            store(line, m, target, to);
        }
    }

    /**
     * Writes the outputs of one image with level noise.
     *
     * @param sigma standard deviation of the noise of one accumulator, from {@link PartialSumNoise}
     */
    public void write(Accumulators results, double sigma, StandardNormal normal, float[] target, int to) {
        float[] line = new float[positions];
        float[] noise = new float[positions];
        for (int m = 0; m < outputs; m++) {
            normal.fill((long) m * positions, noise, positions);
            load(results, m, line);
            addScaled(noise, (float) sigma, line);
            store(line, m, target, to);
        }
    }

    private void load(Accumulators results, int m, float[] line) {
        int from = m * positions;
        switch (results) {
            case Accumulators.Narrow(int[] values) -> {
                int whole = LANES.loopBound(positions);
                for (int i = 0; i < whole; i += LANES.length()) {
                    var integers = IntVector.fromArray(INTS, values, from + i);
                    ((FloatVector) integers.convertShape(VectorOperators.I2F, LANES, 0)).intoArray(line, i);
                }
                for (int i = whole; i < positions; i++) {
                    line[i] = values[from + i];
                }
            }
            case Accumulators.Wide(double[] values) -> {
                for (int i = 0; i < positions; i++) {
                    line[i] = (float) values[from + i];
                }
            }
        }
    }

    private static void addScaled(float[] noise, float sigma, float[] line) {
        int whole = LANES.loopBound(line.length);
        for (int i = 0; i < whole; i += LANES.length()) {
            var exact = FloatVector.fromArray(LANES, line, i);
            FloatVector.fromArray(LANES, noise, i).mul(sigma).add(exact).intoArray(line, i);
        }
        for (int i = whole; i < line.length; i++) {
            line[i] = noise[i] * sigma + line[i];
        }
    }

    private void store(float[] line, int m, float[] target, int to) {
        float gain = gains[m];
        float shift = bias[m];
        if (channelsLast) {
            for (int i = 0; i < positions; i++) {
                target[to + i * outputs + m] = line[i] * gain + shift;
            }
            return;
        }
        int start = to + m * positions;
        int whole = LANES.loopBound(positions);
        for (int i = 0; i < whole; i += LANES.length()) {
            FloatVector.fromArray(LANES, line, i).mul(gain).add(shift).intoArray(target, start + i);
        }
        for (int i = whole; i < positions; i++) {
            target[start + i] = line[i] * gain + shift;
        }
    }
}
