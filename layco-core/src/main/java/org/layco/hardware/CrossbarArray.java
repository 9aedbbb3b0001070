package org.layco.hardware;

/**
 * The crossbar array of a design and how operands are cut to fit it.
 *
 * <p>Digits are unsigned. With one polarity, weights are stored in offset binary (code + 2^(b-1)) and the offset is
 * corrected digitally (ISAAC, ISCA 2016, section V: "a unit column"); with two, positive and negative magnitudes live
 * in separate columns. Signed inputs are applied in offset binary as well.
 *
 * @param rows wordlines, 1..4096; a row tile is this many rows of the layer's K
 * @param columns bitlines, 1..4096
 * @param cellBits bits per cell, 1..8
 * @param polarities 1 (offset binary) or 2 (differential pair)
 * @param inputSliceBits bits applied in one crossbar read, 1..16
 */
public record CrossbarArray(int rows, int columns, int cellBits, int polarities, int inputSliceBits) {
    public CrossbarArray {
        in("rows", rows, 1, 4096);
        in("columns", columns, 1, 4096);
        in("cellBits", cellBits, 1, 8);
        in("polarities", polarities, 1, 2);
        in("inputSliceBits", inputSliceBits, 1, 16);
    }

    /** T = ceil(K/rows). */
    public int rowTiles(int layerRows) {
        return Math.ceilDiv(layerRows, rows);
    }

    /** S_w = ceil(b_w/cell bits), per polarity. */
    public int weightSlices(int weightBits) {
        return Math.ceilDiv(weightBits, cellBits);
    }

    /** S_i = ceil(b_i/bits per input slice). */
    public int inputSlices(int inputBits) {
        return Math.ceilDiv(inputBits, inputSliceBits);
    }

    /** Partial sums written per output value: T * pol * S_w * S_i. */
    public long partialSumsPerOutput(int layerRows, int weightBits, int inputBits) {
        return (long) rowTiles(layerRows) * polarities * weightSlices(weightBits) * inputSlices(inputBits);
    }

    private static void in(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException("%s (%d) is outside [%d, %d].".formatted(name, value, low, high));
        }
    }
}
