package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.layco.network.MvmShape;

/**
 * The definition of a crossbar's result, slow and obvious: walks the positions in time order, computes every partial sum
 * digit by digit, writes it to its buffer cell unless the cell is stuck or the write is missed, reads all cells and adds them up. The oracle of
 * the tests.
 */
public final class ReferenceEngine implements CrossbarEngine {
    @Override
    public ProgrammedLayer program(LayerProgram program) {
        return new Crossbars(program);
    }

    private static final class Crossbars implements ProgrammedLayer {
        private final LayerProgram program;
        private final PartialSums sums;
        private WeightFaults faults;

        private Crossbars(LayerProgram program) {
            this.program = program;
            sums = program.partialSums();
            faults = WeightFaults.none(program);
        }

        @Override
        public LayerProgram program() {
            return program;
        }

        @Override
        public void chip(WeightFaults next) {
            faults = next;
        }

        @Override
        public Accumulators run(char[] digits, LongBuffer missedWrites, StuckPartialSums stuck) {
            int outputs = program.shape().outputs();
            int layerRows = program.shape().rows();
            int[] words = storedWords();
            long[] levels = new long[sums.cells()];
            long[] read = new long[sums.cells()];
            Accumulators results = program.newAccumulators();
            for (int position = 0; position < program.shape().positions(); position++) {
                for (int output = 0; output < outputs; output++) {
                    int[] inputs = new int[layerRows];
                    for (int row = 0; row < layerRows; row++) {
                        inputs[row] = inputDigit(digits, position, output, row);
                    }
                    int[] column = Arrays.copyOfRange(words, output * layerRows, (output + 1) * layerRows);
                    drive(column, inputs, position, output, missedWrites, stuck, levels, read);
                    results.add(position * outputs + output, readBack(output, read) - offsets(column, inputs));
                }
            }
            return results;
        }

        /**
         * Writes all partial sums of one output at one position, but for those that are missed, and reads them; in the place of those that meet
         * a stuck cell its level is read.
         */
        private void drive(
                int[] column,
                int[] inputs,
                int position,
                int output,
                LongBuffer missedWrites,
                StuckPartialSums stuck,
                long[] levels,
                long[] read) {
            forEachCell(output, (cell, tile, polarity, i, j) -> {
                long write = (long) position * sums.cells() + cell;
                int place = Arrays.binarySearch(stuck.writes(), write);
                read[cell] = place >= 0 ? stuck.levels()[place] : levels[cell];
                if (place < 0 && Arrays.binarySearch(missedWrites.array(), 0, missedWrites.limit(), write) >= 0) {
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
                read[cell] = place >= 0 ? read[cell] : sum;
            });
        }

        /** Adds up the levels of one output by significance. */
        private long readBack(int output, long[] levels) {
            long[] total = new long[1];
            forEachCell(output, (cell, tile, polarity, i, j) -> {
                long term = levels[cell] << sums.shift(i, j);
                total[0] += polarity == 0 ? term : -term;
            });
            return total[0];
        }

        /** What the offsets of offset-binary weights and inputs add to the sum of digit products. */
        private long offsets(int[] column, int[] inputs) {
            int weightOffset =
                    sums.array().polarities() == 1 ? 1 << (program.weights().bits() - 1) : 0;
            long offsets = 0;
            for (int row = 0; row < column.length; row++) {
                offsets += (long) weightOffset * inputs[row]
                        + (long) program.inputOffset()
                                * program.weightEncoding().decode(column[row]);
            }
            return offsets;
        }

        private int[] storedWords() {
            int layerRows = program.shape().rows();
            int[] words = new int[program.shape().weightElements()];
            for (int m = 0; m < program.shape().outputs(); m++) {
                for (int k = 0; k < layerRows; k++) {
                    words[m * layerRows + k] =
                            program.weightEncoding().encode(program.weights().code(m, k));
                }
            }
            for (int fault = 0; fault < faults.size(); fault++) {
                words[faults.output(fault) * layerRows + faults.row(fault)] ^= faults.flips(fault);
            }
            return words;
        }

        /** The digit on a crossbar row, rows ordered (r, s, c); padding is at the zero point. */
        private int inputDigit(char[] digits, int position, int output, int row) {
            MvmShape shape = program.shape();
            int groupChannels = shape.channels() / shape.groups();
            int group = output / (shape.outputs() / shape.groups());
            int channel = group * groupChannels + row % groupChannels;
            int r = row / groupChannels / shape.kernelWidth();
            int s = row / groupChannels % shape.kernelWidth();
            int h = position / shape.outWidth() * shape.strideHeight() - shape.padTop() + r * shape.dilationHeight();
            int w = position % shape.outWidth() * shape.strideWidth() - shape.padLeft() + s * shape.dilationWidth();
            boolean padding = h < 0 || h >= shape.height() || w < 0 || w >= shape.width();
            return padding ? program.inputOffset() : digits[(h * shape.width() + w) * shape.channels() + channel];
        }

        private void forEachCell(int output, CellVisitor visitor) {
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

        @Override
        public void close() {}
    }

    private interface CellVisitor {
        void visit(int cell, int tile, int polarity, int weightSlice, int inputSlice);
    }
}
