package org.layco.crossbar;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.layco.hardware.CrossbarArray;
import org.layco.quant.Encoding;

/** Computes single partial sums of one layer. Immutable. */
final class PartialSumReader {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));

    private final PartialSums sums;
    private final Encoding encoding;
    private final short[] codes;
    private final int groupOutputs;
    private final int layerRows;
    private final int tileRows;
    private final int tiles;
    private final int polarities;
    private final int weightSlices;
    private final int inputSlices;
    private final int cellBits;
    private final int inputSliceBits;
    private final int weightOffset;
    private final int wordMask;
    private final boolean fitsInt;

    PartialSumReader(LayerProgram program) {
        sums = program.partialSums();
        CrossbarArray array = sums.array();
        encoding = program.weightEncoding();
        codes = program.weights().codes();
        groupOutputs = program.shape().outputs() / program.shape().groups();
        layerRows = program.shape().rows();
        tileRows = array.rows();
        tiles = sums.tiles();
        polarities = array.polarities();
        weightSlices = sums.weightSlices();
        inputSlices = sums.inputSlices();
        cellBits = array.cellBits();
        inputSliceBits = array.inputSliceBits();
        weightOffset = polarities == 1 ? 1 << (sums.weightBits() - 1) : 0;
        wordMask = (1 << sums.weightBits()) - 1;
        fitsInt = sums.largest(0, 0, 0) <= Integer.MAX_VALUE;
    }

    /** Output of a buffer cell. */
    int output(int cell) {
        return cell / inputSlices / weightSlices / polarities / tiles;
    }

    /** Significance of a buffer cell's level, negative for the second polarity. */
    long significance(int cell) {
        int i = cell / inputSlices % weightSlices;
        long value = 1L << sums.shift(i, cell % inputSlices);
        return cell / inputSlices / weightSlices % polarities == 0 ? value : -value;
    }

    /** The partial sum that is meant for a buffer cell at a position. */
    long read(int cell, MissedWrites.TileColumns columns, int position, WeightFaults faults) {
        int rest = cell / inputSlices;
        int inputShift = (cell - rest * inputSlices) * inputSliceBits;
        int column = rest / weightSlices;
        int weightShift = (rest - column * weightSlices) * cellBits;
        int pair = column / polarities;
        int polarity = column - pair * polarities;
        int output = pair / tiles;
        int tile = pair - output * tiles;

        int place = columns.find(output / groupOutputs, tile, position);
        int first = tile * tileRows;
        int count = Math.min(layerRows, first + tileRows) - first;
        int[] digits = columns.digits();
        long sum = fitsInt
                ? sum(output * layerRows + first, digits, place, count, polarity, weightShift, inputShift)
                : longSum(output * layerRows + first, digits, place, count, polarity, weightShift, inputShift);
        if (faults.start(output) < faults.start(output + 1)) {
            sum += ofFaults(faults, output, first, first + count, digits, place, polarity, weightShift, inputShift);
        }
        return sum;
    }

    private int sum(int weights, int[] digits, int place, int count, int polarity, int weightShift, int inputShift) {
        int weightMask = (1 << cellBits) - 1;
        int inputMask = (1 << inputSliceBits) - 1;
        // x ^ sign - sign negates where sign is -1; the positive part of +-code, or the code in offset binary
        int sign = -polarity;
        var total = IntVector.zero(INTS);
        int whole = INTS.loopBound(count);
        for (int k = 0; k < whole; k += INTS.length()) {
            var code = (IntVector)
                    ShortVector.fromArray(SHORTS, codes, weights + k).convertShape(VectorOperators.S2I, INTS, 0);
            var weight = code.lanewise(VectorOperators.XOR, sign)
                    .add(weightOffset - sign)
                    .max(0)
                    .lanewise(VectorOperators.LSHR, weightShift)
                    .and(weightMask);
            var input = IntVector.fromArray(INTS, digits, place + k)
                    .lanewise(VectorOperators.LSHR, inputShift)
                    .and(inputMask);
            total = total.add(weight.mul(input));
        }
        int sum = total.reduceLanes(VectorOperators.ADD);
        for (int k = whole; k < count; k++) {
            int weight = Math.max(0, (codes[weights + k] ^ sign) + weightOffset - sign) >>> weightShift & weightMask;
            sum += weight * (digits[place + k] >>> inputShift & inputMask);
        }
        return sum;
    }

    private long longSum(
            int weights, int[] digits, int place, int count, int polarity, int weightShift, int inputShift) {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            int weight = digit(encoding.encode(codes[weights + k]), polarity, weightShift);
            sum += (long) weight * (digits[place + k] >>> inputShift & ((1 << inputSliceBits) - 1));
        }
        return sum;
    }

    private long ofFaults(
            WeightFaults faults,
            int output,
            int from,
            int end,
            int[] digits,
            int place,
            int polarity,
            int weightShift,
            int inputShift) {
        long sum = 0;
        int last = faults.start(output + 1);
        for (int fault = faults.start(output, from); fault < last && faults.row(fault) < end; fault++) {
            int row = faults.row(fault);
            int meant = digit(encoding.encode(codes[output * layerRows + row]), polarity, weightShift);
            int change = digit(faults.word(fault), polarity, weightShift) - meant;
            sum += (long) change * (digits[place + row - from] >>> inputShift & ((1 << inputSliceBits) - 1));
        }
        return sum;
    }

    private int digit(int word, int polarity, int weightShift) {
        int magnitude = polarity == 0 ? word & wordMask : word >>> sums.weightBits();
        return magnitude >>> weightShift & ((1 << cellBits) - 1);
    }
}
