package org.layco.device;

/**
 * The standard normal distribution, accurate in both tails, where write-error probabilities live.
 *
 * <p>The cumulative function is Abramowitz and Stegun's power series 26.2.11 near the centre and their continued
 * fraction 26.2.14 in the tails: relative error below 1e-12 wherever the result is a normal double. The quantile is
 * Acklam's rational approximation (relative error 1.15e-9) refined by one Halley step on that function.
 */
public final class NormalDistribution {
    private static final double SERIES_LIMIT = 3;
    private static final int FRACTION_TERMS = 120;
    private static final double SQRT_TWO_PI = 2.5066282746310002;

    private static final double[] CENTRE_NUMERATOR = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] CENTRE_DENOMINATOR = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] TAIL_NUMERATOR = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] TAIL_DENOMINATOR = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };
    private static final double TAIL = 0.02425;

    private NormalDistribution() {}

    /** Phi(x), the probability of a value at most {@code x}. */
    public static double cumulative(double x) {
        if (Math.abs(x) < SERIES_LIMIT) {
            return 0.5 + density(x) * series(x);
        }
        double distance = Math.abs(x);
        double fraction = distance;
        for (int k = FRACTION_TERMS; k >= 1; k--) {
            fraction = distance + k / fraction;
        }
        double tail = density(distance) / fraction;
        return x > 0 ? 1 - tail : tail;
    }

    /** The x with Phi(x) = {@code probability}, which must lie strictly between 0 and 1. */
    public static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "probability (%s) must lie strictly between 0 and 1.".formatted(probability));
        }
        if (probability > 0.5) {
            return -lowerQuantile(1 - probability);
        }
        return lowerQuantile(probability);
    }

    private static double lowerQuantile(double probability) {
        double x;
        if (probability < TAIL) {
            double q = Math.sqrt(-2 * Math.log(probability));
            x = polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q);
        } else {
            double q = probability - 0.5;
            double r = q * q;
            x = polynomial(CENTRE_NUMERATOR, r) * q / polynomial(CENTRE_DENOMINATOR, r);
        }
        double error = (cumulative(x) - probability) * SQRT_TWO_PI * Math.exp(x * x / 2);
        return x - error / (1 + x * error / 2);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / SQRT_TWO_PI;
    }

    /** x + x^3/3 + x^5/(3*5) + ... */
    private static double series(double x) {
        double sum = 0;
        double term = x;
        for (int n = 3; sum + term != sum; n += 2) {
            sum += term;
            term *= x * x / n;
        }
        return sum;
    }

    private static double polynomial(double[] highestFirst, double x) {
        double sum = 0;
        for (double coefficient : highestFirst) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
