package org.layco.quant;

/** How the range of a quantiser is chosen from the values it will see. */
public sealed interface RangeRule {
    /** The largest magnitude seen: nothing is clipped. */
    record Max() implements RangeRule {}

    /**
     * The magnitude that a share of the values does not exceed.
     *
     * @param share 0.5..1, for example 0.9999
     */
    record Percentile(double share) implements RangeRule {
        public Percentile {
            if (!(share >= 0.5 && share <= 1)) {
                throw new IllegalArgumentException("share (%s) must lie in [0.5, 1].".formatted(share));
            }
        }
    }

    /** The range of least mean squared error, rounding and clipping together, for the bit-width asked for. */
    record LeastSquaredError() implements RangeRule {}

    /**
     * The range of least mean squared error of rounding, clipping and bit errors together: a flipped bit is worth a share of the
     * range, so the more bits fail the narrower it is.
     *
     * @param bitErrorRate of every stored bit, 0..0.5
     */
    record LeastStoredError(double bitErrorRate) implements RangeRule {
        public LeastStoredError {
            if (!(bitErrorRate >= 0 && bitErrorRate <= 0.5)) {
                throw new IllegalArgumentException("bit error rate (%s) must lie in [0, 0.5].".formatted(bitErrorRate));
            }
        }
    }
}
