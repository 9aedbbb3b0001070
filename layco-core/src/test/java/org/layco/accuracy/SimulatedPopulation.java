package org.layco.accuracy;

import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.layco.inference.Trial;

/**
 * A population of images and chips with known mean loss, in which a plan can be run. Chips differ in how many images
 * they lose, with a long tail of bad ones: equally likely levels at the quantiles of ln(u)^2, moved and stretched to the
 * exact mean and standard deviation.
 *
 * @param lossPp true loss over images and chips
 * @param chipSdPp standard deviation of the loss over chips
 * @param gainPp share of images that only the plan gets right, on every chip
 */
record SimulatedPopulation(double lossPp, double chipSdPp, double gainPp) {
    static final double FLOAT_TOP1 = 0.9;
    private static final int LEVELS = 1 << 10;

    /** True outcomes of the float network for images 0..count - 1. */
    boolean[] floatRight(long seed, int count) {
        boolean[] right = new boolean[count];
        for (int image = 0; image < count; image++) {
            right[image] = isFloatRight(seed, image);
        }
        return right;
    }

    /** The plan on chips numbered as the trials say. */
    TrialRunner runner(long seed) {
        return runner(seed, LongUnaryOperator.identity());
    }

    /** The plan on chips numbered otherwise: an identity keeps what trials say, a remainder shares a few chips. */
    TrialRunner runner(long seed, LongUnaryOperator chipOf) {
        double[] levels = chipLosses();
        double gain = gainPp / 100 / (1 - FLOAT_TOP1);
        return batch -> {
            boolean[] right = new boolean[batch.size()];
            for (int t = 0; t < right.length; t++) {
                Trial trial = batch.get(t);
                long chip = mix(seed + chipOf.applyAsLong(trial.chip()));
                double level = levels[(int) (chip >>> 54)];
                double u = uniform(mix(chip + trial.image()) + trial.replicate());
                right[t] = isFloatRight(seed, trial.image()) ? u >= (level + gainPp / 100) / FLOAT_TOP1 : u < gain;
            }
            return right;
        };
    }

    static int[] images(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** Variance of the loss of one image on a chip of its own. */
    double variance() {
        double loss = lossPp / 100;
        return (lossPp + 2 * gainPp) / 100 - loss * loss;
    }

    private double[] chipLosses() {
        double[] raw = new double[LEVELS];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < LEVELS; i++) {
            double log = Math.log((i + 0.5) / LEVELS);
            raw[i] = log * log;
            sum += raw[i];
            squares += raw[i] * raw[i];
        }
        double mean = sum / LEVELS;
        double sd = Math.sqrt(squares / LEVELS - mean * mean);
        for (int i = 0; i < LEVELS; i++) {
            raw[i] = (lossPp + chipSdPp * (raw[i] - mean) / sd) / 100;
            double lost = raw[i] + gainPp / 100;
            if (lost < 0 || lost > FLOAT_TOP1) {
                throw new IllegalArgumentException("Chip level %d loses a share of %s.".formatted(i, lost));
            }
        }
        return raw;
    }

    private static boolean isFloatRight(long seed, int image) {
        return uniform(mix(seed ^ 0x5bf0_3635L) + image) < FLOAT_TOP1;
    }

    private static double uniform(long key) {
        return (mix(key) >>> 11) * 0x1p-53;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) on a Weyl step. */
    static long mix(long key) {
        long z = key * 0x9e37_79b9_7f4a_7c15L + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /** Share of runs, each with its own images, chips and seed, for which the plan is certified. */
    static double shareCertified(int runs, LongPredicate certified) {
        int count = 0;
        for (int run = 0; run < runs; run++) {
            count += certified.test(mix(run)) ? 1 : 0;
        }
        return (double) count / runs;
    }

    /** Losses of a batch, for tests that need no certifier. */
    double[] losses(long seed, int count) {
        boolean[] right = runner(seed)
                .right(IntStream.range(0, count)
                        .mapToObj(image -> Trial.onFreshChip(image, 0))
                        .toList());
        double[] losses = new double[count];
        for (int i = 0; i < count; i++) {
            losses[i] = (isFloatRight(seed, i) ? 1 : 0) - (right[i] ? 1 : 0);
        }
        return losses;
    }
}
