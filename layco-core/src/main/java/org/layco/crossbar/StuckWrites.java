package org.layco.crossbar;

import java.nio.LongBuffer;

/** Adds what stuck buffer cells change at every position: (level of the cell - partial sum meant) times significance. */
final class StuckWrites {
    private final InputBits bits = new InputBits();
    private boolean[] isStuck = {};
    private long[] kept = {};

    void apply(
            LayerProgram program, PaddedImage image, SliceReader reader, StuckPartialSums stuck, Accumulators results) {
        int outputs = program.shape().outputs();
        int perOutput = reader.slicesPerOutput();
        if (reader.readsBits()) {
            bits.load(program, image);
        }
        for (int i = 0; i < stuck.size(); i++) {
            int output = stuck.cells()[i] / perOutput;
            int slice = stuck.cells()[i] - output * perOutput;
            long significance = reader.significance(slice);
            for (int position = 0; position < program.shape().positions(); position++) {
                long meant = reader.read(output, slice, image, bits, position);
                results.add(position * outputs + output, (stuck.levels()[i] - meant) * significance);
            }
        }
    }

    /** The missed writes to all other cells: a stuck cell misses nothing that it could have taken. */
    LongBuffer toOtherCells(PartialSums sums, StuckPartialSums stuck, LongBuffer missed) {
        int cells = sums.cells();
        if (isStuck.length < cells) {
            isStuck = new boolean[cells];
        }
        if (kept.length < missed.limit()) {
            kept = new long[missed.limit()];
        }
        for (int cell : stuck.cells()) {
            isStuck[cell] = true;
        }
        int count = 0;
        for (int i = 0; i < missed.limit(); i++) {
            long write = missed.get(i);
            kept[count] = write;
            count += isStuck[(int) (write % cells)] ? 0 : 1;
        }
        for (int cell : stuck.cells()) {
            isStuck[cell] = false;
        }
        return LongBuffer.wrap(kept, 0, count);
    }
}
