package org.layco.crossbar;

import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmShape;

/**
 * The partial sums of one layer and the numbering of their writes.
 *
 * <p>A partial sum is what one crossbar read of one column yields: for (position n, output m, row tile t, polarity, weight
 * slice i, input slice j) the sum over the tile's rows of weight digit times input digit, a non-negative integer of
 * significance 2^(i*cellBits + j*inputSliceBits), negative for the second polarity. It is written to the buffer cell of
 * (m, t, polarity, i, j), which every position rewrites. Writes are numbered in time order:
 * {@code write = position * cells + cell}, {@code cell = (((m*T + t)*polarities + polarity)*S_w + i)*S_i + j}.
 *
 * @param positions P*Q
 * @param outputs M
 * @param layerRows K
 * @param array the crossbar
 * @param weightBits bit-width of weight codes
 * @param inputBits bit-width of input codes
 */
public record PartialSums(
        int positions, int outputs, int layerRows, CrossbarArray array, int weightBits, int inputBits) {
    public PartialSums {
        Math.multiplyExact(outputs, (int) array.partialSumsPerOutput(layerRows, weightBits, inputBits));
    }

    /** The partial sums of a layer. */
    public static PartialSums of(MvmShape shape, CrossbarArray array, int weightBits, int inputBits) {
        return new PartialSums(shape.positions(), shape.outputs(), shape.rows(), array, weightBits, inputBits);
    }

    /** T. */
    public int tiles() {
        return array.rowTiles(layerRows);
    }

    /** S_w. */
    public int weightSlices() {
        return array.weightSlices(weightBits);
    }

    /** S_i. */
    public int inputSlices() {
        return array.inputSlices(inputBits);
    }

    /** Buffer cells of the layer: writes per position. */
    public int cells() {
        return outputs * (int) array.partialSumsPerOutput(layerRows, weightBits, inputBits);
    }

    /** Writes of one image. */
    public long writes() {
        return (long) positions * cells();
    }

    /** Number of the buffer cell of one partial sum. */
    public int cell(int output, int tile, int polarity, int weightSlice, int inputSlice) {
        return (((output * tiles() + tile) * array.polarities() + polarity) * weightSlices() + weightSlice)
                        * inputSlices()
                + inputSlice;
    }

    /** First of the layer's rows in a tile. */
    public int firstRow(int tile) {
        return tile * array.rows();
    }

    /** One past the last of the layer's rows in a tile. */
    public int endRow(int tile) {
        return Math.min(layerRows, (tile + 1) * array.rows());
    }

    /** log2 of a partial sum's significance. */
    public int shift(int weightSlice, int inputSlice) {
        return weightSlice * array.cellBits() + inputSlice * array.inputSliceBits();
    }

    /** Largest digit of a weight slice; the top slice may hold fewer bits. */
    public int largestWeightDigit(int weightSlice) {
        return (1 << Math.min(array.cellBits(), weightBits - weightSlice * array.cellBits())) - 1;
    }

    /** Largest digit of an input slice. */
    public int largestInputDigit(int inputSlice) {
        return (1 << Math.min(array.inputSliceBits(), inputBits - inputSlice * array.inputSliceBits())) - 1;
    }

    /** Largest partial sum that a buffer cell can be given. */
    public long largest(int cell) {
        int slices = weightSlices() * inputSlices();
        return largest(
                cell / (slices * array.polarities()) % tiles(),
                cell / inputSlices() % weightSlices(),
                cell % inputSlices());
    }

    /** Largest partial sum that the slice can have in a tile. */
    public long largest(int tile, int weightSlice, int inputSlice) {
        return (long) (endRow(tile) - firstRow(tile)) * largestWeightDigit(weightSlice) * largestInputDigit(inputSlice);
    }
}
