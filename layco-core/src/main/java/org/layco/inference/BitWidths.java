package org.layco.inference;

/**
 * Bit-widths of one layer's operands.
 *
 * @param weight bits of a weight code, 2..8 or 16
 * @param input bits of an input code, 2..8 or 16
 * @param partialSum resolution at which partial sums are read back
 */
public record BitWidths(int weight, int input, Resolution partialSum) {
    /**
     * Bit-widths with partial sums read back by a converter.
     *
     * @param partialSum bits of the converter, 1..16
     */
    public BitWidths(int weight, int input, int partialSum) {
        this(weight, input, new Resolution.Bits(partialSum));
    }

    /** Bit-widths with partial sums read back exactly: for quantisation alone. */
    public static BitWidths ideal(int weight, int input) {
        return new BitWidths(weight, input, new Resolution.Ideal());
    }
}
