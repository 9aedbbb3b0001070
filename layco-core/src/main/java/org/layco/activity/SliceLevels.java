package org.layco.activity;

import org.layco.hardware.CrossbarArray;

/**
 * What the arrays make of a code: for every digits 0..2^bits - 1, the mean over its slices of the level that a slice
 * drives or stores, 0..1.
 */
final class SliceLevels {
    private SliceLevels() {}

    /** Levels of inputs, each slice over the largest one of its width. */
    static double[] ofInputs(CrossbarArray array, int bits) {
        int slices = array.inputSlices(bits);
        double[] levels = new double[1 << bits];
        for (int slice = 0; slice < slices; slice++) {
            int shift = slice * array.inputSliceBits();
            int largest = (1 << Math.min(array.inputSliceBits(), bits - shift)) - 1;
            for (int digits = 0; digits < levels.length; digits++) {
                levels[digits] += (double) (digits >> shift & largest) / largest / slices;
            }
        }
        return levels;
    }

    /** Levels of weights of zero point 2^(bits-1), each slice over a cell's largest level, over the cells of all polarities. */
    static double[] ofWeights(CrossbarArray array, int bits) {
        int cells = array.weightSlices(bits) * array.polarities();
        int largest = (1 << array.cellBits()) - 1;
        double[] levels = new double[1 << bits];
        for (int digits = 0; digits < levels.length; digits++) {
            // One column of a pair holds the magnitude, the other 0.
            int word = array.polarities() == 1 ? digits : Math.abs(digits - levels.length / 2);
            for (int slice = 0; slice < array.weightSlices(bits); slice++) {
                int shift = slice * array.cellBits();
                levels[digits] += (double) (word >> shift & largest) / largest / cells;
            }
        }
        return levels;
    }
}
