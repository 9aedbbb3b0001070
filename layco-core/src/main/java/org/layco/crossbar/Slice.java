package org.layco.crossbar;

/** Which partial sum of an output a buffer cell holds: cells of an output are numbered as in {@link PartialSums}. */
record Slice(int tile, int polarity, int weightSlice, int inputSlice) {
    /** The slice of the cell that is number {@code cell} of its output's. */
    static Slice of(PartialSums sums, int cell) {
        int column = cell / sums.inputSlices();
        int plane = column / sums.weightSlices();
        int polarities = sums.array().polarities();
        return new Slice(
                plane / polarities, plane % polarities, column % sums.weightSlices(), cell % sums.inputSlices());
    }
}
