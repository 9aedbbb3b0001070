package org.layco.activity;

import org.layco.hardware.Accelerator;
import org.layco.hardware.CrossbarArray;
import org.layco.hardware.InputInterface;
import org.layco.hardware.PartialSumStore;
import org.layco.network.MvmShape;

/**
 * Actions of one MVM layer in one inference. With K = (C/groups)*R*S rows, M outputs, P*Q positions, T = ceil(K/rows),
 * S_w and S_i slices and {@code pol} polarities:
 *
 * <ul>
 *   <li>partial sums per output are T * pol * S_w * S_i; with 1-bit slices the b_w * b_i law of CASCADE (T. Chou et al.,
 *       MICRO 2019: 256 analog writes an output and array at 16 bits);
 *   <li>a feature map is written once per element, one cell a bit, and read R*S/stride^2 times, which is C*R*S reads a
 *       position, unless the design reads each element once (O2IR; W. Li et al., TIMELY, ISCA 2020);
 *   <li>every output conversion is added to its output by one shift-and-add.
 * </ul>
 *
 * @param crossbarCellReads P*Q * S_i * K * M * pol * S_w
 * @param inputConversions slices converted, for every column of arrays that needs them
 * @param inputForwards converted inputs handed on between arrays
 * @param featureMapWrites bits of the input written, if this layer is the first to read it
 * @param featureMapReads bits of the input read
 * @param linkBits bits moved between buffer and arrays
 * @param partialSumWrites partial sums driven to where they wait: cells written, each read back once, or local buffers
 * @param outputConversions conversions of partial sums
 * @param activations M*P*Q output values
 */
public record ActionCounts(
        long crossbarCellReads,
        long inputConversions,
        long inputForwards,
        long featureMapWrites,
        long featureMapReads,
        long linkBits,
        long partialSumWrites,
        long outputConversions,
        long activations) {

    /**
     * Counts a layer.
     *
     * @param writesInput true if the layer is the first to read its feature map, and so is charged with writing it
     */
    public static ActionCounts of(
            MvmShape shape, Accelerator accelerator, int weightBits, int inputBits, boolean writesInput) {
        CrossbarArray array = accelerator.array();
        long outputs = shape.outputElements();
        long positions = shape.positions();
        long slices = array.inputSlices(inputBits);
        long uses = positions * shape.rows() * shape.groups();
        long drives = uses * slices * accelerator.columnTiles(shape, weightBits);
        boolean once = accelerator.input().reuse() == InputInterface.Reuse.ONCE;
        long writes = writesInput ? (long) shape.inputElements() * inputBits : 0;
        long reads = (once ? shape.inputElements() : uses) * inputBits;
        long partialSums = switch (accelerator.partialSums()) {
            case PartialSumStore.Digital _, PartialSumStore.IntegrateAndFire _ -> 0;
            case PartialSumStore.AnalogLocal _, PartialSumStore.AnalogRram _ ->
                outputs * array.partialSumsPerOutput(shape.rows(), weightBits, inputBits);
        };
        return new ActionCounts(
                positions * slices * shape.weightElements() * array.polarities() * array.weightSlices(weightBits),
                once ? shape.inputElements() * slices : drives,
                once ? drives : 0,
                writes,
                reads,
                writes + reads,
                partialSums,
                outputs
                        * Math.ceilDiv(
                                array.rowTiles(shape.rows()),
                                accelerator.partialSums().rowTilesPerConversion())
                        * accelerator.partialSums().conversions(array, weightBits, inputBits),
                outputs);
    }

    /** How often an action happens. */
    public long of(Action action) {
        return switch (action) {
            case CROSSBAR_CELL_READ -> crossbarCellReads;
            case INPUT_CONVERSION -> inputConversions;
            case INPUT_FORWARD -> inputForwards;
            case FEATURE_MAP_WRITE, FEATURE_MAP_LINE -> featureMapWrites;
            case FEATURE_MAP_CELL_READ, FEATURE_MAP_READ -> featureMapReads;
            case LINK -> linkBits;
            case PARTIAL_SUM_DRIVE, PARTIAL_SUM_WRITE, PARTIAL_SUM_LINE, PARTIAL_SUM_READ -> partialSumWrites;
            case OUTPUT_CONVERSION, SHIFT_ADD -> outputConversions;
            case ACTIVATION -> activations;
        };
    }
}
