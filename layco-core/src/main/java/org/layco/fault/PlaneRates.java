package org.layco.fault;

import org.layco.quant.Encoding;

/**
 * Failure probabilities by bit plane: the top bits of every word may live in a safer partition than the rest.
 *
 * @param rate failure probability of the other planes, 0..1
 * @param safeTopBits number of planes in the safer partition, at least 0; more than a word has means all
 * @param safeRate failure probability of those, 0..1
 */
public record PlaneRates(double rate, int safeTopBits, double safeRate) {
    public PlaneRates {
        if (!(rate >= 0 && rate <= 1 && safeRate >= 0 && safeRate <= 1)) {
            throw new IllegalArgumentException(
                    "rate (%s) and safeRate (%s) must lie in [0, 1].".formatted(rate, safeRate));
        }
        if (safeTopBits < 0) {
            throw new IllegalArgumentException("safeTopBits (%d) must be at least 0.".formatted(safeTopBits));
        }
    }

    /** Failure probability of a bit plane, 0 for the least significant, of words of {@code bits}. */
    public double of(int plane, int bits) {
        return plane >= bits - safeTopBits ? safeRate : rate;
    }

    /**
     * The probability of every cell of words of an encoding; bit b of element e is cell {@code e * wordBits + b}. The planes of a
     * differential pair are those of each of its two magnitudes.
     */
    public CellProbability cells(Encoding encoding) {
        int bits = encoding.bits();
        if (safeTopBits == 0 || rate == safeRate) {
            return CellProbability.uniform(rate);
        }
        return safeTopBits >= bits ? CellProbability.uniform(safeRate) : new OfCells(this, bits);
    }

    /** A word's planes repeat every {@code bits} cells: once, or once for each magnitude. */
    private record OfCells(PlaneRates planes, int bits) implements CellProbability {
        @Override
        public double of(long cell) {
            return planes.of((int) (cell % bits), bits);
        }

        @Override
        public double lowest() {
            return Math.min(planes.rate, planes.safeRate);
        }

        @Override
        public double highest() {
            return Math.max(planes.rate, planes.safeRate);
        }
    }
}
