package org.layco.crossbar;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Adds what missed partial-sum writes change: (level left in the cell - partial sum meant) times significance. Computes the
 * partial sums of the writes that fail and of the positions before them, no others.
 */
final class MissedWrites {
    private final TileColumns columns = new TileColumns();
    private long[] levels = {};

    void apply(LayerProgram program, int[] codes, WeightFaults faults, LongBuffer missed, Accumulators results) {
        PartialSums sums = program.partialSums();
        PartialSumReader reader = program.reader();
        int cells = sums.cells();
        int positions = sums.positions();
        columns.start(program, codes);
        if (levels.length < missed.limit()) {
            levels = new long[Math.max(missed.limit(), 2 * levels.length)];
        }
        int earlier = 0;
        for (int i = 0; i < missed.limit(); i++) {
            long write = missed.get(i);
            int position = (int) (write / cells);
            int cell = (int) (write - (long) position * cells);
            while (missed.get(earlier) < write - cells) {
                earlier++;
            }
            long meant = reader.read(cell, columns, position, faults);
            if (missed.get(earlier) == write - cells) {
                levels[i] = levels[earlier];
            } else {
                levels[i] = position == 0 ? 0 : reader.read(cell, columns, position - 1, faults);
            }
            results.add(reader.output(cell) * positions + position, (levels[i] - meant) * reader.significance(cell));
        }
    }

    /**
     * The unsigned input digits of row tiles at recent positions, gathered at their first use. Two positions are kept, the
     * even and the odd one, so that a write finds its predecessor's.
     */
    static final class TileColumns {
        private static final int KEPT = 2;

        private int[] codes = {};
        private InputTaps taps = InputTaps.NONE;
        private int[] gathered = {};
        private int[] holder = {};
        private int layerRows;
        private int tiles;
        private int tileRows;
        private int all;

        void start(LayerProgram program, int[] imageCodes) {
            codes = imageCodes;
            taps = program.inputTaps();
            layerRows = program.shape().rows();
            tiles = program.partialSums().tiles();
            tileRows = program.partialSums().array().rows();
            all = program.shape().groups() * layerRows;
            int holders = KEPT * program.shape().groups() * tiles;
            if (gathered.length < KEPT * all || holder.length < holders) {
                gathered = new int[Math.max(gathered.length, KEPT * all)];
                holder = new int[Math.max(holder.length, holders)];
            }
            Arrays.fill(holder, 0, holders, -1);
        }

        /** Where the column of a group's tile at a position starts in {@link #digits()}. */
        int find(int group, int tile, int position) {
            int kept = position % KEPT;
            int first = tile * tileRows;
            int place = kept * all + group * layerRows + first;
            int slot = (group * tiles + tile) * KEPT + kept;
            if (holder[slot] != position) {
                holder[slot] = position;
                taps.gather(codes, group, position, first, Math.min(layerRows, first + tileRows), gathered, place);
            }
            return place;
        }

        int[] digits() {
            return gathered;
        }
    }
}
