package org.layco.crossbar;

import java.nio.LongBuffer;

/** Adds what stuck buffer cells change: (level of the cell - partial sum meant) times significance. */
final class StuckWrites {
    private final InputBits bits = new InputBits();
    private long[] kept = {};

    void apply(
            LayerProgram program, PaddedImage image, SliceReader reader, StuckPartialSums stuck, Accumulators results) {
        int outputs = program.shape().outputs();
        int perOutput = reader.slicesPerOutput();
        int cells = program.partialSums().cells();
        if (reader.readsBits()) {
            bits.load(program, image);
        }
        for (int i = 0; i < stuck.size(); i++) {
            int position = (int) (stuck.writes()[i] / cells);
            int cell = (int) (stuck.writes()[i] - (long) position * cells);
            int output = cell / perOutput;
            int slice = cell - output * perOutput;
            long meant = reader.read(output, slice, image, bits, position);
            results.add(position * outputs + output, (stuck.levels()[i] - meant) * reader.significance(slice));
        }
    }

    /** The missed writes to all other cells: a stuck cell misses nothing that it could have taken. */
    LongBuffer toOtherCells(StuckPartialSums stuck, LongBuffer missed) {
        if (kept.length < missed.limit()) {
            kept = new long[missed.limit()];
        }
        int count = 0;
        int next = 0;
        for (int i = 0; i < missed.limit(); i++) {
            long write = missed.get(i);
            while (next < stuck.size() && stuck.writes()[next] < write) {
                next++;
            }
            kept[count] = write;
            count += next < stuck.size() && stuck.writes()[next] == write ? 0 : 1;
        }
        return LongBuffer.wrap(kept, 0, count);
    }
}
