package org.layco.crossbar;

import org.jspecify.annotations.Nullable;

/**
 * Calibrated full scales of a layer's partial sums: for each (polarity, weight slice, input slice) the largest seen in any
 * row tile. Collected over calibration images; not thread-safe, one per worker, merged.
 */
public final class PartialSumRanges {
    private final LayerProgram program;
    private final PartialSums sums;
    private final PaddedImage image = new PaddedImage();
    private final InputBits bits = new InputBits();
    private @Nullable SliceReader reader;
    private final long[] largest;

    /** No image seen yet: every full scale is 0. */
    public PartialSumRanges(LayerProgram program) {
        this.program = program;
        this.sums = program.partialSums();
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
     * @param digits the image's stored input digits, channels last
     */
    public void observe(char[] digits, int first, int step) {
        image.fill(program, digits);
        SliceReader slices = reader();
        if (slices.readsBits()) {
            bits.load(program, image);
        }
        for (int position = first; position < sums.positions(); position += step) {
            for (int cell = 0; cell < sums.cells(); cell++) {
                int perOutput = slices.slicesPerOutput();
                long sum = slices.read(cell / perOutput, cell % perOutput, image, bits, position);
                int slice = cell % largest.length;
                largest[slice] = Math.max(largest[slice], sum);
            }
        }
    }

    /** Made at its first use: the widest ranges need none. */
    private SliceReader reader() {
        SliceReader made = reader;
        if (made == null) {
            made = new SliceReader(program);
            reader = made;
        }
        return made;
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
