package org.layco.quant;

/**
 * Statistics of a value's magnitudes, collected over calibration images, from which quantiser ranges are chosen.
 *
 * <p>The histogram's width is a power of two that doubles when a larger magnitude arrives, pairs of bins merging exactly:
 * counts do not depend on the order of observation. Not thread-safe; one per worker, merged.
 */
public final class RangeCalibration {
    private static final int BINS = 4096;

    /** Candidate clipping ranges of least error, as shares i/CANDIDATES of the largest magnitude. */
    private static final int CANDIDATES = 128;

    /** A step at least this many bins wide is rounded bin by bin; a narrower one has error variance step^2/12. */
    private static final double BINS_PER_STEP = 4;

    private final long[] positives = new long[BINS];
    private final long[] negatives = new long[BINS];
    private long zeros;
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    /** Width of the histogram: bin i holds magnitudes in [i, i+1) * width / BINS. */
    private double width;

    /** Counts {@code count} finite values from {@code from} on. */
    public void observe(float[] values, int from, int count) {
        float low = least;
        float high = greatest;
        for (int i = from; i < from + count; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        if (count > 0 && !(low >= -Float.MAX_VALUE && high <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "A value to be quantised is not finite (range %s to %s). Check the network and its input scaling."
                            .formatted(low, high));
        }
        least = low;
        greatest = high;
        widenTo(largestMagnitude());
        double binsPerUnit = width > 0 ? BINS / width : 0;
        for (int i = from; i < from + count; i++) {
            float magnitude = Math.abs(values[i]);
            if (magnitude == 0) {
                zeros++;
            } else {
                (values[i] > 0 ? positives : negatives)[(int) (magnitude * binsPerUnit)]++;
            }
        }
    }

    /** Adds everything that another calibration has seen. */
    public void merge(RangeCalibration other) {
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        zeros += other.zeros;
        widenTo(largestMagnitude());
        int ratio = other.width > 0 ? (int) (width / other.width) : 1;
        for (int i = 0; i < BINS; i++) {
            positives[i / ratio] += other.positives[i];
            negatives[i / ratio] += other.negatives[i];
        }
    }

    /** Smallest value seen. */
    public float least() {
        return requireSeen(least);
    }

    /** Largest value seen. */
    public float greatest() {
        return requireSeen(greatest);
    }

    /** The quantiser of these values: unsigned if none is negative. Values that are all zero get scale 1. */
    public Quantizer quantizer(int bits, RangeRule rule) {
        return quantizer(bits, least() < 0, rule);
    }

    /** The quantiser of these values with the signedness given. */
    public Quantizer quantizer(int bits, boolean signed, RangeRule rule) {
        double range = range(bits, signed, rule);
        return range >= Float.MIN_NORMAL * 0x1p16
                ? Quantizer.ofRange(bits, signed, range)
                : new Quantizer(bits, signed, 1);
    }

    /** How often each code of a quantiser occurs among these values, taken to be spread evenly inside a bin. */
    public CodeHistogram codes(Quantizer quantizer) {
        double[] weights = new double[1 << quantizer.bits()];
        weights[quantizer.zeroPoint()] += zeros;
        double binCodes = width / BINS / quantizer.scale();
        for (int i = 0; i < BINS; i++) {
            spread(positives[i], 1, i * binCodes, (i + 1) * binCodes, quantizer, weights);
            spread(negatives[i], -1, i * binCodes, (i + 1) * binCodes, quantizer, weights);
        }
        return CodeHistogram.of(quantizer.bits(), quantizer.zeroPoint(), weights);
    }

    /** Deals a bin of magnitudes [from, to), in codes, to the codes that they round to. */
    private static void spread(long count, int sign, double from, double to, Quantizer quantizer, double[] weights) {
        int most = sign > 0 ? quantizer.highest() : -quantizer.lowest();
        double at = from;
        while (count > 0 && at < to) {
            double code = Math.min(most, Math.floor(at + 0.5));
            double next = code == most ? to : Math.min(to, code + 0.5);
            weights[quantizer.zeroPoint() + sign * (int) code] += count * (next - at) / (to - from);
            at = next;
        }
    }

    private double range(int bits, boolean signed, RangeRule rule) {
        double largest = Math.max(Math.abs((double) least()), greatest());
        return switch (rule) {
            case RangeRule.Max() -> largest;
            case RangeRule.Percentile(double share) -> Math.min(largest, percentile(share));
            case RangeRule.LeastSquaredError() -> leastError(bits, signed, largest, 0);
            case RangeRule.LeastStoredError(double bitErrorRate) -> leastError(bits, signed, largest, bitErrorRate);
        };
    }

    private double percentile(double share) {
        long wanted = (long) Math.ceil(share * total());
        long below = zeros;
        int bin = 0;
        while (below < wanted) {
            below += count(bin++);
        }
        return bin * width / BINS;
    }

    private long total() {
        long total = zeros;
        for (int i = 0; i < BINS; i++) {
            total += count(i);
        }
        return total;
    }

    private double leastError(int bits, boolean signed, double largest, double bitErrorRate) {
        // Bit b of a code is worth 2^b steps, so that a word of n bits gains sum 4^b = (4^n - 1) / 3 steps squared a
        // unit of rate.
        double flipped = total() * bitErrorRate * (Math.scalb(1.0, 2 * bits) - 1) / 3;
        double best = largest;
        double bestError = Double.POSITIVE_INFINITY;
        for (int i = CANDIDATES; i >= 1; i--) {
            double range = largest * i / CANDIDATES;
            double step = range / Quantizer.ofRange(bits, signed, 1).highest();
            double error = squaredError(range, step) + flipped * step * step;
            if (error < bestError) {
                bestError = error;
                best = range;
            }
        }
        return best;
    }

    private double squaredError(double range, double step) {
        double binWidth = width / BINS;
        boolean fine = step < BINS_PER_STEP * binWidth;
        int highest = (int) Math.rint(range / step);
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            long count = count(i);
            if (count != 0) {
                double magnitude = (i + 0.5) * binWidth;
                double error = magnitude - step * Math.min(highest, Math.rint(magnitude / step));
                sum += count * (fine && magnitude < range ? step * step / 12 : error * error);
            }
        }
        return sum;
    }

    private double largestMagnitude() {
        return least > greatest ? 0 : Math.max(Math.abs((double) least), Math.abs((double) greatest));
    }

    private void widenTo(double magnitude) {
        if (magnitude == 0 || magnitude < width) {
            return;
        }
        double wanted = 2 * Math.scalb(1.0, Math.getExponent(magnitude));
        if (width > 0) {
            long factor = (long) Math.min(BINS, wanted / width);
            merge(positives, factor);
            merge(negatives, factor);
        }
        width = wanted;
    }

    /** Bins {@code factor} times as wide. */
    private static void merge(long[] counts, long factor) {
        for (int i = 0; i < BINS; i++) {
            long count = counts[i];
            counts[i] = 0;
            counts[(int) (i / factor)] += count;
        }
    }

    private long count(int bin) {
        return positives[bin] + negatives[bin];
    }

    private float requireSeen(float value) {
        if (least > greatest) {
            throw new IllegalStateException("No value has been observed. Run calibration images first.");
        }
        return value;
    }
}
