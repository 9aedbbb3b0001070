package org.layco.crossbar;

/**
 * Computes single partial sums of one layer with the weights that one chip's crossbars hold. A partial sum of an output is named by
 * its slice: its cell's number within the output's. Belongs to one worker thread.
 */
final class SliceReader {
    /** No position: a buffer cell that was not written yet. */
    static final int NONE = -1;

    private final InputGeometry geometry;
    private final Slices slices;
    private final int slicesPerOutput;
    private final int groupOutputs;

    /** Per slice: looked up for every missed write, where the divisions would cost as much as the sum. */
    private final long[] significances;

    /** Partial sums of a layer whose weights have no faults. */
    SliceReader(LayerProgram program) {
        PartialSums sums = program.partialSums();
        geometry = program.geometry();
        slices = Slices.of(program);
        slicesPerOutput = sums.cells() / sums.outputs();
        groupOutputs = program.shape().outputs() / program.shape().groups();
        significances = new long[slicesPerOutput];
        for (int slice = 0; slice < slicesPerOutput; slice++) {
            Slice at = Slice.of(sums, slice);
            long value = 1L << sums.shift(at.weightSlice(), at.inputSlice());
            significances[slice] = at.polarity() == 0 ? value : -value;
        }
        for (int m = 0; m < sums.outputs(); m++) {
            for (int k = 0; k < sums.layerRows(); k++) {
                slices.flip(
                        m, k, program.weightEncoding().encode(program.weights().code(m, k)));
            }
        }
    }

    /** Changes the chip: time is proportional to the faults of the chips before and after. */
    void chip(WeightFaults before, WeightFaults now) {
        flip(before);
        flip(now);
    }

    private void flip(WeightFaults faults) {
        for (int fault = 0; fault < faults.size(); fault++) {
            slices.flip(faults.output(fault), faults.row(fault), faults.flips(fault));
        }
    }

    /** Whether {@link #read} looks at the image's bit planes. */
    boolean readsBits() {
        return slices instanceof BitSlices;
    }

    /** Slices of every output. */
    int slicesPerOutput() {
        return slicesPerOutput;
    }

    /** Significance of a slice's level, negative for the second polarity. */
    long significance(int slice) {
        return significances[slice];
    }

    /** The partial sum that is meant for a slice of an output at a position. */
    long read(int output, int slice, PaddedImage image, InputBits bits, int position) {
        return -difference(output, slice, image, bits, NONE, position);
    }

    /**
     * How much larger the partial sum of a slice of an output is at one position than at another.
     *
     * @param before position, or {@link #NONE} for a sum of 0
     */
    long difference(int output, int slice, PaddedImage image, InputBits bits, int before, int now) {
        int group = output / groupOutputs * geometry.groupStep();
        int[] bases = geometry.bases();
        int placeNow = bases[now] + group;
        return before == NONE
                ? -slices.sum(output, slice, placeNow, image, bits)
                : slices.difference(output, slice, bases[before] + group, placeNow, image, bits);
    }
}
