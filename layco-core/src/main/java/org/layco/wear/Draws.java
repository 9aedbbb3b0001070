package org.layco.wear;

import java.util.SplittableRandom;

/**
 * Random numbers that are a function of what they are drawn for: (seed, chip, group of cells). Equal names give equal
 * numbers, whatever else is drawn and in which order.
 */
final class Draws {
    /** Below, successes are drawn one by one. */
    private static final double FEW = 32;

    private final SplittableRandom random;

    Draws(long seed, long chip, long group) {
        this.random = new SplittableRandom(child(child(seed, chip), group));
    }

    private static long child(long parent, long name) {
        return new SplittableRandom(new SplittableRandom(parent).nextLong() + name).nextLong();
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -Math.log1p(-random.nextDouble());
    }

    /**
     * How many of {@code trials} independent events happen, each with a probability in [0, 1]. Exact in distribution: gaps
     * between successes are geometric; where many are expected, the transformed rejection of W. Hoermann, "The generation
     * of binomial random variates", J. Stat. Comput. Simul. 1993 (algorithm BTRS).
     */
    long binomial(long trials, double probability) {
        if (trials == 0 || probability <= 0) {
            return 0;
        }
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability);
        }
        return trials * probability < FEW ? oneByOne(trials, probability) : transformed(trials, probability);
    }

    private long oneByOne(long trials, double probability) {
        double rate = -Math.log1p(-probability);
        long successes = 0;
        double at = Math.floor(exponential() / rate);
        while (at < trials) {
            successes++;
            at += 1 + Math.floor(exponential() / rate);
        }
        return successes;
    }

    private long transformed(long trials, double probability) {
        double n = trials;
        double spread = Math.sqrt(n * probability * (1 - probability));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double centre = n * probability + 0.5;
        double sure = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double mode = Math.floor((n + 1) * probability);
        double odds = Math.log(probability / (1 - probability));
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double distance = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / distance + b) * u + centre);
            if (distance >= 0.07 && v <= sure) {
                return (long) k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            double accept = Math.log(v * alpha / (a / (distance * distance) + b));
            if (accept
                    <= logFactorial(mode)
                            + logFactorial(n - mode)
                            - logFactorial(k)
                            - logFactorial(n - k)
                            + (k - mode) * odds) {
                return (long) k;
            }
        }
    }

    /** ln k! by Stirling's series, exact to 1e-10 from 10 on, by a sum below. */
    private static double logFactorial(double k) {
        if (k < 10) {
            double sum = 0;
            for (int i = 2; i <= k; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double inverse = 1 / k;
        double square = inverse * inverse;
        return (k + 0.5) * Math.log(k)
                - k
                + 0.9189385332046728
                + inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0)));
    }
}
