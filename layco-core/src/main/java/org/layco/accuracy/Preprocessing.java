package org.layco.accuracy;

/**
 * How stored pixels become a network's input: divided by 255 unless raw, then (x - mean) / std for each channel. Pixels
 * stored as floats were scaled by whoever wrote them and are never divided.
 *
 * @param scale what happens to 8-bit pixels first
 * @param mean one value for all channels or one per channel, in scaled units; not to be modified
 * @param std the same, finite and not 0; not to be modified
 */
public record Preprocessing(Scale scale, float[] mean, float[] std) {
    /** What happens to 8-bit pixels. */
    public enum Scale {
        /** Divided by 255, into 0..1. */
        UNIT,
        /** Kept at 0..255. */
        RAW
    }

    /** Into 0..1 and nothing else. */
    public static final Preprocessing PLAIN = new Preprocessing(Scale.UNIT, new float[] {0}, new float[] {1});

    private static final float LARGEST_BYTE = 255;

    public Preprocessing {
        if (mean.length == 0 || std.length == 0) {
            throw new IllegalArgumentException("mean and std need one value, or one per channel.");
        }
        for (float value : mean) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("mean (%s) must be finite.".formatted(value));
            }
        }
        for (float value : std) {
            if (!Float.isFinite(value) || value == 0) {
                throw new IllegalArgumentException("std (%s) must be finite and not 0.".formatted(value));
            }
        }
    }

    /** Whether there is a mean and a std for each of so many channels. */
    public boolean fits(int channels) {
        return (mean.length == 1 || mean.length == channels) && (std.length == 1 || std.length == channels);
    }

    /** The value that stored pixels are divided by before mean and std. */
    float divisor(Pixels pixels) {
        return switch (pixels) {
            case Pixels.Bytes ignored ->
                switch (scale) {
                    case UNIT -> LARGEST_BYTE;
                    case RAW -> 1;
                };
            case Pixels.Floats ignored -> 1;
        };
    }

    float meanOf(int channel) {
        return mean[mean.length == 1 ? 0 : channel];
    }

    float stdOf(int channel) {
        return std[std.length == 1 ? 0 : channel];
    }
}
