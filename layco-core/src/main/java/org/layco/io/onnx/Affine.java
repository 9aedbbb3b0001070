package org.layco.io.onnx;

import java.util.Arrays;
import org.layco.network.Weights;

/**
 * What follows an MVM layer's products, output by output: {@code y[m] = scale[m] x[m] + shift[m]}, in double precision.
 *
 * @param scale M factors; not to be modified
 * @param shift M summands; not to be modified
 */
record Affine(double[] scale, double[] shift) {
    static Affine identity(int outputs) {
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        return new Affine(ones, new double[outputs]);
    }

    /** This, then {@code factor[m] y + summand[m]}. */
    Affine then(double[] factor, double[] summand) {
        double[] newScale = new double[scale.length];
        double[] newShift = new double[scale.length];
        for (int m = 0; m < scale.length; m++) {
            newScale[m] = scale[m] * factor[m];
            newShift[m] = shift[m] * factor[m] + summand[m];
        }
        return new Affine(newScale, newShift);
    }

    Affine plus(double[] summand) {
        return then(identity(scale.length).scale, summand);
    }

    Affine times(double[] factor) {
        return then(factor, new double[factor.length]);
    }

    /** The M x K weights with the scale multiplied in. */
    Weights fold(Weights weights) {
        double first = scale[0];
        boolean same = Arrays.stream(scale).allMatch(s -> s == first);
        return switch (weights) {
            case Weights.Constant constant
            when same -> new Weights.Constant(constant.elements(), (float) (constant.value() * first));
            case Weights.Dense dense when same && first == 1 -> dense;
            case Weights.Constant constant -> new Weights.Dense(scaled(constant.values()));
            case Weights.Absent absent -> absent;
            case Weights.Dense dense -> new Weights.Dense(scaled(dense.values()));
        };
    }

    private float[] scaled(float[] weights) {
        int rows = weights.length / scale.length;
        float[] scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = (float) (weights[i] * scale[i / rows]);
        }
        return scaled;
    }

    float[] bias() {
        float[] bias = new float[shift.length];
        for (int m = 0; m < bias.length; m++) {
            bias[m] = (float) shift[m];
        }
        return bias;
    }
}
