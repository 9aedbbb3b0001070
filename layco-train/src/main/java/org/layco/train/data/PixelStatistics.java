package org.layco.train.data;

import org.layco.accuracy.Dataset;
import org.layco.accuracy.Pixels;
import org.layco.accuracy.Preprocessing;

/** Mean and standard deviation of the pixels of a data set. */
public final class PixelStatistics {
    private static final double LARGEST_BYTE = 255;
    private static final double DECIMALS = 1e4;

    private PixelStatistics() {}

    /**
     * The preprocessing that gives all pixels of these images together mean 0 and standard deviation 1, its constants rounded
     * to four decimals so that they can be retyped.
     */
    public static Preprocessing normalising(Dataset data) {
        double sum = 0;
        double squares = 0;
        int count = data.pixels().elements();
        for (int i = 0; i < count; i++) {
            double value = switch (data.pixels()) {
                case Pixels.Bytes bytes -> (bytes.values()[i] & 0xff) / LARGEST_BYTE;
                case Pixels.Floats floats -> floats.values()[i];
            };
            sum += value;
            squares += value * value;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(squares / count - mean * mean);
        return new Preprocessing(
                Preprocessing.Scale.UNIT, new float[] {rounded(mean)}, new float[] {rounded(deviation)});
    }

    private static float rounded(double value) {
        return (float) (Math.round(value * DECIMALS) / DECIMALS);
    }
}
