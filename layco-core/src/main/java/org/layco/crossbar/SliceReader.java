package org.layco.crossbar;

/**
 * Computes single partial sums of one layer on one chip. A partial sum of an output is named by its slice: its cell's number
 * within the output's. Immutable.
 */
final class SliceReader {
    /** No position: a buffer cell that was not written yet. */
    static final int NONE = -1;

    private final InputGeometry geometry;
    private final Slices slices;
    private final int slicesPerOutput;
    private final int groupOutputs;

    // Per slice: looked up for every missed write, where the divisions would cost as much as the sum.
    private final int[] tiles;
    private final int[] polarities;
    private final int[] weightSlices;
    private final int[] inputSlices;
    private final long[] significances;
    private final int[] weightShifts;
    private final int[] weightMasks;
    private final int[] inputShifts;
    private final int[] inputMasks;
    private final int[] tileEnds;
    private final int[] tileRows;

    SliceReader(LayerProgram program) {
        PartialSums sums = program.partialSums();
        geometry = program.geometry();
        slices = Slices.of(program);
        slicesPerOutput = sums.cells() / sums.outputs();
        groupOutputs = program.shape().outputs() / program.shape().groups();
        tiles = new int[slicesPerOutput];
        polarities = new int[slicesPerOutput];
        weightSlices = new int[slicesPerOutput];
        inputSlices = new int[slicesPerOutput];
        significances = new long[slicesPerOutput];
        weightShifts = new int[slicesPerOutput];
        weightMasks = new int[slicesPerOutput];
        inputShifts = new int[slicesPerOutput];
        inputMasks = new int[slicesPerOutput];
        tileEnds = new int[slicesPerOutput];
        tileRows = new int[slicesPerOutput];
        for (int slice = 0; slice < slicesPerOutput; slice++) {
            int weightSlice = slice / sums.inputSlices();
            int column = weightSlice / sums.weightSlices();
            inputSlices[slice] = slice % sums.inputSlices();
            weightSlices[slice] = weightSlice % sums.weightSlices();
            polarities[slice] = column % sums.array().polarities();
            tiles[slice] = column / sums.array().polarities();
            long value = 1L << sums.shift(weightSlices[slice], inputSlices[slice]);
            significances[slice] = polarities[slice] == 0 ? value : -value;
            weightShifts[slice] = polarities[slice] * sums.weightBits()
                    + weightSlices[slice] * sums.array().cellBits();
            weightMasks[slice] = sums.largestWeightDigit(weightSlices[slice]);
            inputShifts[slice] = inputSlices[slice] * sums.array().inputSliceBits();
            inputMasks[slice] = sums.largestInputDigit(inputSlices[slice]);
            tileEnds[slice] = sums.endRow(tiles[slice]);
            tileRows[slice] = tileEnds[slice] - sums.firstRow(tiles[slice]);
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
    long read(int output, int slice, PaddedImage image, InputBits bits, int position, WeightFaults faults) {
        return -difference(output, slice, image, bits, NONE, position, faults);
    }

    /**
     * How much larger the partial sum of a slice of an output is at one position than at another.
     *
     * @param before position, or {@link #NONE} for a sum of 0
     */
    long difference(
            int output, int slice, PaddedImage image, InputBits bits, int before, int now, WeightFaults faults) {
        int group = output / groupOutputs * geometry.groupStep();
        int placeBefore = before == NONE ? NONE : geometry.bases()[before] + group;
        int placeNow = geometry.bases()[now] + group;
        long difference = slices.difference(
                output,
                tiles[slice],
                polarities[slice],
                weightSlices[slice],
                inputSlices[slice],
                placeBefore,
                placeNow,
                image,
                bits);
        return faults.start(output) == faults.start(output + 1)
                ? difference
                : difference + ofFaults(faults, output, slice, placeBefore, placeNow, image);
    }

    private long ofFaults(
            WeightFaults faults, int output, int slice, int placeBefore, int placeNow, PaddedImage image) {
        int weightShift = weightShifts[slice];
        int weightMask = weightMasks[slice];
        int inputShift = inputShifts[slice];
        int inputMask = inputMasks[slice];
        int end = tileEnds[slice];
        int last = faults.start(output + 1);
        long sum = 0;
        for (int fault = faults.start(output, end - tileRows[slice]); fault < last; fault++) {
            if (faults.row(fault) >= end) {
                break;
            }
            int change = (faults.word(fault) >>> weightShift & weightMask)
                    - (faults.meantWord(fault) >>> weightShift & weightMask);
            if (change != 0) {
                int offset = faults.offset(fault);
                int was = placeBefore == NONE ? 0 : image.digit(placeBefore + offset) >>> inputShift & inputMask;
                sum += (long) change * (was - (image.digit(placeNow + offset) >>> inputShift & inputMask));
            }
        }
        return sum;
    }
}
