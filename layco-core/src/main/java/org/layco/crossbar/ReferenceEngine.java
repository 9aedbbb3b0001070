package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

/**
 * The definition of a crossbar's result, slow and obvious: walks the positions in time order, computes every partial sum
 * digit by digit, writes it to its buffer cell unless the write is missed, reads all cells and adds them up. The oracle of
 * the tests.
 */
public final class ReferenceEngine implements CrossbarEngine {
    @Override
    public void run(
            LayerProgram program, int[] codes, WeightFaults faults, LongBuffer missedWrites, Accumulators results) {
        int outputs = program.shape().outputs();
        int layerRows = program.shape().rows();
        int positions = program.shape().positions();
        PartialSums sums = program.partialSums();
        int[] words = storedWords(program, faults);
        long[] levels = new long[sums.cells()];
        for (int position = 0; position < positions; position++) {
            for (int output = 0; output < outputs; output++) {
                int[] inputs = new int[layerRows];
                for (int row = 0; row < layerRows; row++) {
                    inputs[row] = inputCode(program, codes, position, output, row) + program.inputOffset();
                }
                int[] column = Arrays.copyOfRange(words, output * layerRows, (output + 1) * layerRows);
                drive(sums, column, inputs, position, output, missedWrites, levels);
                int result = output * positions + position;
                results.add(
                        result,
                        readBack(sums, output, levels) - offsets(program, column, inputs) - results.get(result));
            }
        }
    }

    /** Writes all partial sums of one output at one position, but for those that are missed. */
    private static void drive(
            PartialSums sums,
            int[] column,
            int[] inputs,
            int position,
            int output,
            LongBuffer missedWrites,
            long[] levels) {
        forEachCell(sums, output, (cell, tile, polarity, i, j) -> {
            long write = (long) position * sums.cells() + cell;
            if (Arrays.binarySearch(missedWrites.array(), 0, missedWrites.limit(), write) >= 0) {
                return;
            }
            long sum = 0;
            for (int row = sums.firstRow(tile); row < sums.endRow(tile); row++) {
                int magnitude = polarity == 0
                        ? column[row] & ((1 << sums.weightBits()) - 1)
                        : column[row] >>> sums.weightBits();
                int weightDigit = (magnitude >>> (i * sums.array().cellBits())) & sums.largestWeightDigit(i);
                int inputDigit = (inputs[row] >>> (j * sums.array().inputSliceBits())) & sums.largestInputDigit(j);
                sum += (long) weightDigit * inputDigit;
            }
            levels[cell] = sum;
        });
    }

    /** Adds up the levels of one output by significance. */
    private static long readBack(PartialSums sums, int output, long[] levels) {
        long[] total = new long[1];
        forEachCell(sums, output, (cell, tile, polarity, i, j) -> {
            long term = levels[cell] << sums.shift(i, j);
            total[0] += polarity == 0 ? term : -term;
        });
        return total[0];
    }

    /** What the offsets of offset-binary weights and inputs add to the sum of digit products. */
    private static long offsets(LayerProgram program, int[] column, int[] inputs) {
        int inputOffset = program.inputOffset();
        int weightOffset = program.partialSums().array().polarities() == 1
                ? 1 << (program.weights().bits() - 1)
                : 0;
        long offsets = 0;
        for (int row = 0; row < column.length; row++) {
            offsets += (long) weightOffset * inputs[row]
                    + (long) inputOffset * program.weightEncoding().decode(column[row]);
        }
        return offsets;
    }

    private static int[] storedWords(LayerProgram program, WeightFaults faults) {
        int layerRows = program.shape().rows();
        int[] words = new int[program.shape().weightElements()];
        for (int m = 0; m < program.shape().outputs(); m++) {
            for (int k = 0; k < layerRows; k++) {
                words[m * layerRows + k] =
                        program.weightEncoding().encode(program.weights().code(m, k));
            }
            for (int fault = faults.start(m); fault < faults.start(m + 1); fault++) {
                words[m * layerRows + faults.row(fault)] = faults.word(fault);
            }
        }
        return words;
    }

    private static int inputCode(LayerProgram program, int[] codes, int position, int output, int row) {
        MvmShape shape = program.shape();
        if (program.layout() == Layout.CHANNELS_LAST) {
            return codes[position * shape.channels() + row];
        }
        int taps = shape.kernelHeight() * shape.kernelWidth();
        int group = output / (shape.outputs() / shape.groups());
        int channel = group * (shape.channels() / shape.groups()) + row / taps;
        int r = row % taps / shape.kernelWidth();
        int s = row % shape.kernelWidth();
        int h = position / shape.outWidth() * shape.strideHeight() - shape.padTop() + r * shape.dilationHeight();
        int w = position % shape.outWidth() * shape.strideWidth() - shape.padLeft() + s * shape.dilationWidth();
        boolean padding = h < 0 || h >= shape.height() || w < 0 || w >= shape.width();
        return padding ? 0 : codes[(channel * shape.height() + h) * shape.width() + w];
    }

    private static void forEachCell(PartialSums sums, int output, CellVisitor visitor) {
        for (int tile = 0; tile < sums.tiles(); tile++) {
            for (int polarity = 0; polarity < sums.array().polarities(); polarity++) {
                for (int i = 0; i < sums.weightSlices(); i++) {
                    for (int j = 0; j < sums.inputSlices(); j++) {
                        visitor.visit(sums.cell(output, tile, polarity, i, j), tile, polarity, i, j);
                    }
                }
            }
        }
    }

    private interface CellVisitor {
        void visit(int cell, int tile, int polarity, int weightSlice, int inputSlice);
    }
}
