package org.layco.quant;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * How often each code of a tensor occurs, as shares that sum to 1. Codes are numbered by their digits, code plus zero
 * point, from 0 to 2^bits - 1.
 */
public final class CodeHistogram {
    private final int bits;
    private final int zeroPoint;
    private final double[] shares;

    private CodeHistogram(int bits, int zeroPoint, double[] shares) {
        this.bits = bits;
        this.zeroPoint = zeroPoint;
        this.shares = shares;
    }

    /**
     * The shares of weighted codes.
     *
     * @param bits of a code, 1..16
     * @param zeroPoint digits of code 0
     * @param weights of each code, by its digits; at least one positive, none negative
     */
    public static CodeHistogram of(int bits, int zeroPoint, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        if (weights.length != 1 << bits || !(sum > 0)) {
            throw new IllegalArgumentException(
                    "%d weights of sum %s are no histogram of codes of %d bits.".formatted(weights.length, sum, bits));
        }
        double[] shares = new double[weights.length];
        for (int digits = 0; digits < shares.length; digits++) {
            shares[digits] = weights[digits] / sum;
        }
        return new CodeHistogram(bits, zeroPoint, shares);
    }

    /** Bits of a code. */
    public int bits() {
        return bits;
    }

    /** Digits of code 0. */
    public int zeroPoint() {
        return zeroPoint;
    }

    /** Share, 0..1, of codes with these digits. */
    public double share(int digits) {
        return shares[digits];
    }

    /** Every code equally often, and code 0 without digits. */
    public static CodeHistogram uniform(int bits) {
        double[] weights = new double[1 << bits];
        Arrays.fill(weights, 1);
        return of(bits, 0, weights);
    }

    /** The same codes without code 0; empty if there is no other. */
    public Optional<CodeHistogram> withoutZero() {
        if (shares[zeroPoint] >= 1) {
            return Optional.empty();
        }
        double[] others = shares.clone();
        others[zeroPoint] = 0;
        return Optional.of(of(bits, zeroPoint, others));
    }

    /**
     * How often each set of bits differs between the digits of two codes drawn one by one: the exclusive or, whose histogram is
     * the square of the histogram under the Walsh-Hadamard transform.
     */
    public CodeHistogram differences() {
        double[] spectrum = shares.clone();
        transform(spectrum);
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] *= spectrum[i];
        }
        transform(spectrum);
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = Math.max(0, spectrum[i]);
        }
        return of(bits, 0, spectrum);
    }

    private static void transform(double[] values) {
        for (int half = 1; half < values.length; half *= 2) {
            for (int start = 0; start < values.length; start += 2 * half) {
                for (int i = start; i < start + half; i++) {
                    double first = values[i];
                    double second = values[i + half];
                    values[i] = first + second;
                    values[i + half] = first - second;
                }
            }
        }
    }

    /** Mean over all codes of what {@code ofDigits} holds for their digits. */
    public double mean(double[] ofDigits) {
        double sum = 0;
        for (int digits = 0; digits < shares.length; digits++) {
            sum += shares[digits] * ofDigits[digits];
        }
        return sum;
    }

    /** Mean over all codes of a number that their digits decide. */
    public double mean(IntUnaryOperator ofDigits) {
        double sum = 0;
        for (int digits = 0; digits < shares.length; digits++) {
            if (shares[digits] > 0) {
                sum += shares[digits] * ofDigits.applyAsInt(digits);
            }
        }
        return sum;
    }
}
