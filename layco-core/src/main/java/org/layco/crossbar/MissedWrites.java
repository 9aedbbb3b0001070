package org.layco.crossbar;

import java.nio.LongBuffer;

/**
 * Adds what missed partial-sum writes change: (level left in the cell - partial sum meant) times significance. Computes the
 * partial sums of the writes that fail and of the positions before them, no others.
 */
final class MissedWrites {
    private final InputBits bits = new InputBits();
    private long[] levels = {};

    void apply(LayerProgram program, PaddedImage image, WeightFaults faults, LongBuffer missed, Accumulators results) {
        SliceReader reader = program.reader();
        int cells = program.partialSums().cells();
        int outputs = program.shape().outputs();
        if (reader.readsBits()) {
            bits.load(program, image);
        }
        if (levels.length < missed.limit()) {
            levels = new long[Math.max(missed.limit(), 2 * levels.length)];
        }
        int perOutput = reader.slicesPerOutput();
        int earlier = 0;
        int position = 0;
        long nextPosition = cells;
        for (int i = 0; i < missed.limit(); i++) {
            long write = missed.get(i);
            while (write >= nextPosition) {
                position++;
                nextPosition += cells;
            }
            int cell = (int) (write - (nextPosition - cells));
            int output = cell / perOutput;
            int slice = cell - output * perOutput;
            while (missed.get(earlier) < write - cells) {
                earlier++;
            }
            long meant = reader.read(output, slice, image, bits, position, faults);
            if (missed.get(earlier) == write - cells) {
                levels[i] = levels[earlier];
            } else {
                levels[i] = position == 0 ? 0 : reader.read(output, slice, image, bits, position - 1, faults);
            }
            results.add(position * outputs + output, (levels[i] - meant) * reader.significance(slice));
        }
    }
}
