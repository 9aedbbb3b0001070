package org.layco.study;

import java.util.List;
import java.util.Optional;
import org.layco.accuracy.MapSpread;
import org.layco.network.Operand;
import org.layco.quant.RangeRule;
import org.layco.quant.StoredCode;

/**
 * Which accuracy-versus-bit-error-rate curve is wanted.
 *
 * @param weightBits bit-width of weights, 2..8 or 16
 * @param inputBits bit-width of inputs, 2..8 or 16
 * @param ranges how ranges of weights and inputs are chosen
 * @param operands whose cells fail, at least one; partial sums are ideal unless they are among them
 * @param bitErrorRates in (0, 0.5], at least one
 * @param maps most fault maps of each rate, at least 2; each is one chip whose weights are fixed over all images
 * @param encoding how bits stand for codes
 * @param safeBits the top bits of every code that live in a safer partition; fewer than both bit-widths
 * @param safeBitErrorRate error rate of that partition, 0..0.5
 * @param perLayer whether every operand of every layer is measured alone too
 * @param precisionPp half-width of the interval over maps at which no more maps are drawn, percentage points; 0: all are
 * @param images most images to measure accuracy on; all that calibration does not see if absent
 */
public record CurveRequest(
        int weightBits,
        int inputBits,
        Ranges ranges,
        List<Operand> operands,
        List<Double> bitErrorRates,
        int maps,
        StoredCode encoding,
        int safeBits,
        double safeBitErrorRate,
        boolean perLayer,
        double precisionPp,
        Optional<Integer> images) {
    /** Highest bit error rate: beyond it, inverting every bit would help. */
    public static final double HIGHEST_RATE = 0.5;

    /** How ranges are chosen: a wider range clips less and makes every flipped bit worth more. */
    public enum Ranges {
        /** Least squared error of rounding and clipping together. */
        LEAST_SQUARES,
        /** The largest magnitude seen. */
        MAX;

        RangeRule rule() {
            return switch (this) {
                case LEAST_SQUARES -> new RangeRule.LeastSquaredError();
                case MAX -> new RangeRule.Max();
            };
        }
    }

    /** Whether codes of so many bits can be simulated. */
    public static boolean supportsBits(int bits) {
        return (bits >= 2 && bits <= 8) || bits == 16;
    }

    public CurveRequest {
        operands = operands.stream().distinct().sorted().toList();
        bitErrorRates = bitErrorRates.stream().distinct().sorted().toList();
        require(
                supportsBits(weightBits) && supportsBits(inputBits),
                "Bits (%d, %d) must be 2..8 or 16.".formatted(weightBits, inputBits));
        require(!operands.isEmpty(), "Errors need an operand to strike. Give weight, input or partial_sum.");
        require(
                !bitErrorRates.isEmpty() && bitErrorRates.stream().allMatch(rate -> rate > 0 && rate <= HIGHEST_RATE),
                "Bit error rates %s must lie in (0, 0.5].".formatted(bitErrorRates));
        require(maps >= MapSpread.MIN_MAPS, "%d fault maps have no spread. Ask for at least 2.".formatted(maps));
        require(
                safeBits >= 0 && safeBits < Math.min(weightBits, inputBits),
                "%d safe bits are not fewer than the bits (%d, %d).".formatted(safeBits, weightBits, inputBits));
        require(
                safeBitErrorRate >= 0 && safeBitErrorRate <= HIGHEST_RATE,
                "The safe bit error rate (%s) must lie in [0, 0.5].".formatted(safeBitErrorRate));
        require(
                precisionPp >= 0 && precisionPp < 100,
                "A precision of %s pp is not in [0, 100).".formatted(precisionPp));
        require(images.orElse(1) >= 1, "Accuracy needs at least 1 image.");
    }

    private static void require(boolean met, String problem) {
        if (!met) {
            throw new IllegalArgumentException(problem);
        }
    }
}
