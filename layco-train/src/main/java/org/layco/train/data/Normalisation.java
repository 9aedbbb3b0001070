package org.layco.train.data;

/**
 * How a pixel 0..255 becomes an input of the network: divided by 255, then minus the mean, then divided by the standard
 * deviation.
 *
 * @param mean mean of the pixels / 255
 * @param standardDeviation standard deviation of the pixels / 255, above 0
 */
public record Normalisation(float mean, float standardDeviation) {
    private static final double DECIMALS = 1e4;

    /** Checks the range. */
    public Normalisation {
        if (!(standardDeviation > 0)) {
            throw new IllegalArgumentException("standard deviation (" + standardDeviation + ") must be above 0");
        }
    }

    /** Mean and standard deviation over all pixels of the images, rounded to four decimals so that they can be retyped. */
    public static Normalisation of(LabelledImages images) {
        long sum = 0;
        long squares = 0;
        for (byte pixel : images.pixels()) {
            int value = pixel & 0xff;
            sum += value;
            squares += (long) value * value;
        }
        double n = images.pixels().length;
        double mean = sum / n;
        double variance = squares / n - mean * mean;
        return new Normalisation(rounded(mean / 255), rounded(Math.sqrt(variance) / 255));
    }

    /** The input of the network for one pixel. */
    public float apply(byte pixel) {
        return ((pixel & 0xff) / 255f - mean) / standardDeviation;
    }

    private static float rounded(double value) {
        return (float) (Math.round(value * DECIMALS) / DECIMALS);
    }
}
