package org.layco.crossbar;

/**
 * What storing partial sums as analog levels and reading them back at some resolution does to an accumulator.
 *
 * <p>The full scale F of a slice, calibrated, is divided into 2^bits levels, (F + 1) / 2^bits partial sums apart: fewer than one
 * where the resolution is finer than the integers. Read-back carries Gaussian noise of standard deviation levelSigma of this
 * distance. Where a level stands for D = ceil((F + 1) / 2^bits) &gt; 1 consecutive partial sums it reads back as their mean (the half
 * step is a constant that is taken away digitally), with a rounding error of variance (D^2 - 1)/12, that of D equally likely integers,
 * taken as noise that is independent of the signal (Bennett, BSTJ 27, 1948; Widrow and Kollar, Quantization Noise, 2008: pseudo-quantisation
 * noise). All slices and tiles of an output are taken as independent, so their sum is drawn as one Gaussian.
 */
public final class PartialSumNoise {
    private PartialSumNoise() {}

    /** D: how many consecutive partial sums share a level; 1 if the read-back resolves them all. */
    public static long levelStep(long fullScale, int bits) {
        return Math.ceilDiv(fullScale + 1, 1L << bits);
    }

    /** Error variance of one read-back partial sum, in squared units of the partial sum. */
    public static double variance(long fullScale, int bits, double levelSigma) {
        double step = levelStep(fullScale, bits);
        double noise = levelSigma * Math.scalb(fullScale + 1.0, -bits);
        return noise * noise + (step * step - 1) / 12;
    }

    /**
     * Standard deviation of the noise of one accumulator, in units of (weight code * input code).
     *
     * @param ranges calibrated full scales of the layer's slices
     * @param bits b_psum, resolution of read-back, 1..16
     * @param levelSigma standard deviation of a stored level as a share of the level distance, for example 0.05
     */
    public static double accumulatorSigma(PartialSumRanges ranges, int bits, double levelSigma) {
        if (bits < 1 || bits > 16 || !(levelSigma >= 0)) {
            throw new IllegalArgumentException(
                    "bits (%d) must be 1..16 and levelSigma (%s) not negative.".formatted(bits, levelSigma));
        }
        PartialSums sums = ranges.partialSums();
        double total = 0;
        for (int tile = 0; tile < sums.tiles(); tile++) {
            for (int polarity = 0; polarity < sums.array().polarities(); polarity++) {
                for (int i = 0; i < sums.weightSlices(); i++) {
                    for (int j = 0; j < sums.inputSlices(); j++) {
                        double significance = Math.scalb(1.0, sums.shift(i, j));
                        long fullScale = ranges.fullScale(tile, polarity, i, j);
                        total += significance * significance * variance(fullScale, bits, levelSigma);
                    }
                }
            }
        }
        return Math.sqrt(total);
    }
}
