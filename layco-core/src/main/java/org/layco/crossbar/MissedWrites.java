package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Adds what missed partial-sum writes change: (level left in the cell - partial sum meant) times significance. Computes the
 * partial sums of the writes that fail and of the positions whose levels stay, no others.
 */
final class MissedWrites {
    private final InputBits bits = new InputBits();

    /**
     * Per buffer cell, the last write that was missed, counted over all images, in the upper half, and the position whose level it
     * left. Looked up rather than searched for: a branch that cannot be predicted costs as much as a partial sum.
     */
    private long[] lastMiss = {};

    private int firstWriteTime;

    void apply(LayerProgram program, PaddedImage image, SliceReader reader, LongBuffer missed, Accumulators results) {
        int cells = program.partialSums().cells();
        int outputs = program.shape().outputs();
        int perOutput = reader.slicesPerOutput();
        if (reader.readsBits()) {
            bits.load(program, image);
        }
        start(cells, program.shape().positions());
        double positionsPerWrite = 1.0 / cells;
        long[] writes = missed.array();
        for (int i = 0; i < missed.limit(); i++) {
            int position = (int) (writes[i] * positionsPerWrite);
            int cell = (int) (writes[i] - (long) position * cells);
            if (cell < 0) {
                position--;
                cell += cells;
            } else if (cell >= cells) {
                position++;
                cell -= cells;
            }
            int time = firstWriteTime + position;
            long last = lastMiss[cell];
            // position - 1 is NONE at the first position
            int from = (int) (last >>> Integer.SIZE) == time - 1 ? (int) last : position - 1;
            lastMiss[cell] = (long) time << Integer.SIZE | (from & 0xFFFFFFFFL);
            int output = cell / perOutput;
            int slice = cell - output * perOutput;
            long change = reader.difference(output, slice, image, bits, from, position);
            results.add(position * outputs + output, change * reader.significance(slice));
        }
        firstWriteTime += program.shape().positions();
    }

    /** Times of earlier images lie at least one write before those of this one. */
    private void start(int cells, int positions) {
        if (lastMiss.length < cells) {
            lastMiss = new long[cells];
        }
        if (firstWriteTime > Integer.MAX_VALUE - positions - 2) {
            Arrays.fill(lastMiss, 0);
            firstWriteTime = 0;
        }
        firstWriteTime += 2;
    }
}
