package org.layco.inference;

/**
 * Bit-widths of one layer's operands.
 *
 * @param weight bits of a weight code, 2..8 or 16
 * @param input bits of an input code, 2..8 or 16
 * @param partialSum resolution at which partial sums are read back, 1..16 bits
 */
public record BitWidths(int weight, int input, int partialSum) {}
