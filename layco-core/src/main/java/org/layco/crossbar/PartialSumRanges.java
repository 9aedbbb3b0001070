package org.layco.crossbar;

/**
 * Calibrated full scales of a layer's partial sums: for each (polarity, weight slice, input slice) the largest seen in any
 * row tile. Collected over calibration images; not thread-safe, one per worker, merged.
 */
public final class PartialSumRanges {
    private final LayerProgram program;
    private final PartialSums sums;
    private final MissedWrites.TileColumns columns = new MissedWrites.TileColumns();
    private final WeightFaults noFaults;
    private final long[] largest;

    /** No image seen yet: every full scale is 0. */
    public PartialSumRanges(LayerProgram program) {
        this.program = program;
        this.sums = program.partialSums();
        this.noFaults = WeightFaults.none(program);
        this.largest = new long[sums.array().polarities() * sums.weightSlices() * sums.inputSlices()];
    }

    /** Full scales that no partial sum can exceed: every row at its largest digits. */
    public static PartialSumRanges widest(LayerProgram program) {
        PartialSumRanges ranges = new PartialSumRanges(program);
        for (int slice = 0; slice < ranges.largest.length; slice++) {
            ranges.largest[slice] = Long.MAX_VALUE;
        }
        return ranges;
    }

    /**
     * Looks at every {@code step}-th position of an image, from {@code first} on, at all outputs.
     *
     * @param codes the image's input codes in the layer's layout
     */
    public void observe(int[] codes, int first, int step) {
        columns.start(program, codes);
        for (int position = first; position < sums.positions(); position += step) {
            for (int cell = 0; cell < sums.cells(); cell++) {
                int slice = cell % largest.length;
                largest[slice] = Math.max(largest[slice], program.reader().read(cell, columns, position, noFaults));
            }
        }
    }

    /** Takes in what another collection for the same layer has seen. */
    public void merge(PartialSumRanges other) {
        for (int slice = 0; slice < largest.length; slice++) {
            largest[slice] = Math.max(largest[slice], other.largest[slice]);
        }
    }

    /** Full scale of a slice in a tile: the largest seen, at most what the tile's rows can reach. */
    public long fullScale(int tile, int polarity, int weightSlice, int inputSlice) {
        int slice = (polarity * sums.weightSlices() + weightSlice) * sums.inputSlices() + inputSlice;
        return Math.min(largest[slice], sums.largest(tile, weightSlice, inputSlice));
    }

    /** The layer's partial sums. */
    public PartialSums partialSums() {
        return sums;
    }
}
