package org.layco.fault;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.layco.device.FaultModel;
import org.layco.device.LineWeakness;
import org.layco.device.StuckCells;
import org.layco.device.WeakCells;
import org.layco.network.Operand;

/**
 * Draws which writes to a region of physical cells fail, and which of its cells are stuck, under a fault model. What is fixed
 * after manufacture (weak lines, weak cells, stuck cells) depends on the chip of the key alone, failures on its trial too.
 *
 * <p>Holds scratch space and the last chip of every region: one per worker thread.
 */
public final class CellFaults {
    private final FaultModel model;
    private final ArrayGeometry geometry;
    private final FailedWrites everyCell = new FailedWrites();
    private final FailedWrites ofChip = new FailedWrites();
    private final FailedWrites ofWeakCells = new FailedWrites();
    private long[] merged = {};

    /** Of each region, what its last chip has: images in a row often share one. */
    private final Map<Region, ChipCells> chips = new HashMap<>();

    private record Region(int layer, Operand operand) {}

    /** Weak and stuck cells of a region on one chip. */
    private record ChipCells(StreamKey chip, long cells, long[] weak, StuckBits stuck) {}

    /**
     * Faults of cells in arrays.
     *
     * @param geometry of the arrays that the region fills
     */
    public CellFaults(FaultModel model, ArrayGeometry geometry) {
        this.model = model;
        this.geometry = geometry;
    }

    /**
     * The indices of the writes that fail, ascending, each once. Write w goes to physical cell {@code w % cells} of the region: as many
     * writes as cells write each once; more rewrite the same cells.
     *
     * @param writes number of writes, at least 0
     * @param cells number of physical cells, positive
     * @param mean failure probability of each cell on an average line, 0..1
     * @return valid until the next call; backed by an array from offset 0
     */
    public LongBuffer draw(StreamKey key, long writes, long cells, CellProbability mean) {
        if (cells < 1) {
            throw new IllegalArgumentException("A region of %d cells holds nothing.".formatted(cells));
        }
        LongBuffer failed = everyCell.draw(key.failedWrites(), writes, probability(key, writes, cells, mean));
        return model.weakCells()
                .map(weak -> union(failed, weakFailures(weak, key, writes, cells)))
                .orElse(failed);
    }

    /** The cells of a region that are stuck on the key's chip. */
    public StuckBits stuck(StreamKey key, long cells) {
        return model.stuckCells().isEmpty() ? StuckBits.NONE : chipCells(key, cells).stuck;
    }

    private ChipCells chipCells(StreamKey key, long cells) {
        Region region = new Region(key.layer(), key.operand());
        StreamKey chip = key.ofChip();
        ChipCells known = chips.get(region);
        if (known == null || known.cells != cells || !known.chip.equals(chip)) {
            known = new ChipCells(
                    chip,
                    cells,
                    model.weakCells().map(weak -> weak(weak, chip, cells)).orElse(new long[0]),
                    model.stuckCells()
                            .map(stuck -> stuck(stuck, chip.stuckCells(), chip.stuckValues(), cells))
                            .orElse(StuckBits.NONE));
            chips.put(region, known);
        }
        return known;
    }

    private long[] weak(WeakCells weak, StreamKey chip, long cells) {
        LongBuffer drawn = ofChip.draw(chip.weakCells(), cells, weak.share());
        return Arrays.copyOf(drawn.array(), drawn.limit());
    }

    /** The probability of each write with the weakness of its cell's lines. */
    private CellProbability probability(StreamKey key, long writes, long cells, CellProbability mean) {
        if (model.bitlines().isEmpty() && model.wordlines().isEmpty()) {
            return writes <= cells || mean.lowest() == mean.highest() ? mean : new Rewritten(mean, cells);
        }
        double highest = mean.highest() * model.highestFactor();
        if (highest > 1) {
            throw new IllegalArgumentException(
                    "Cells at mean failure probability %s would fail with probability %s where weak lines cross. Keep the mean at or below %s."
                            .formatted(mean.highest(), highest, 1 / model.highestFactor()));
        }
        return new OnLines(
                mean,
                cells,
                geometry,
                Lines.of(model.bitlines(), key.weakBitlines()),
                Lines.of(model.wordlines(), key.weakWordlines()),
                mean.lowest() * model.lowestFactor(),
                highest);
    }

    private LongBuffer weakFailures(WeakCells weak, StreamKey key, long writes, long cells) {
        long[] weakCells = chipCells(key, cells).weak;
        int each = weakCells.length;
        if (each == 0) {
            return LongBuffer.wrap(weakCells);
        }
        long passes = (writes + cells - 1) / cells;
        LongBuffer hits = ofWeakCells.draw(key.weakFailures(), passes * each, weak.failure());
        long[] indices = hits.array();
        int count = 0;
        for (int i = 0; i < hits.limit(); i++) {
            long pass = indices[i] / each;
            long write = pass * cells + weakCells[(int) (indices[i] - pass * each)];
            if (write < writes) {
                indices[count++] = write;
            }
        }
        return hits.limit(count);
    }

    private LongBuffer union(LongBuffer a, LongBuffer b) {
        if (merged.length < a.limit() + b.limit()) {
            merged = new long[a.limit() + b.limit()];
        }
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.limit() || j < b.limit()) {
            long left = i < a.limit() ? a.get(i) : Long.MAX_VALUE;
            long right = j < b.limit() ? b.get(j) : Long.MAX_VALUE;
            merged[size++] = Math.min(left, right);
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return LongBuffer.wrap(merged, 0, size);
    }

    /**
     * The writes that meet a worn-out cell where data move from cell to cell, so that every write meets one with the same probability; each
     * trial has its own.
     *
     * @param share of the cells that are worn out, 0..1
     */
    public StuckBits worn(StreamKey key, long writes, double share) {
        return share == 0
                ? StuckBits.NONE
                : stuck(
                        new StuckCells(share, StuckCells.DEFAULT_LOW_RESISTANCE_SHARE),
                        key.wornCells(),
                        key.wornValues(),
                        writes);
    }

    private StuckBits stuck(StuckCells stuck, long which, long values, long cells) {
        LongBuffer drawn = ofChip.draw(which, cells, stuck.share());
        long[] indices = Arrays.copyOf(drawn.array(), drawn.limit());
        boolean[] ones = new boolean[indices.length];
        for (int i = 0; i < indices.length; i++) {
            ones[i] = CounterHash.unit(CounterHash.bits(values, indices[i])) < stuck.lowResistanceShare();
        }
        return new StuckBits(indices, ones);
    }

    /** One direction of lines on one chip. */
    private record Lines(long stream, double share, double weakFactor, double strongFactor) {
        static Lines of(Optional<LineWeakness> weakness, long stream) {
            return weakness.map(w -> new Lines(stream, w.share(), w.factor(), w.strongFactor()))
                    .orElse(new Lines(stream, 0, 1, 1));
        }

        double factor(long line) {
            return CounterHash.unit(CounterHash.bits(stream, line)) < share ? weakFactor : strongFactor;
        }
    }

    private record OnLines(
            CellProbability mean,
            long cells,
            ArrayGeometry geometry,
            Lines bitlines,
            Lines wordlines,
            double lowest,
            double highest)
            implements CellProbability {
        @Override
        public double of(long write) {
            long cell = write < cells ? write : write % cells;
            double factor = 1;
            if (bitlines.share > 0) {
                factor = bitlines.factor(geometry.bitline(cell));
            }
            if (wordlines.share > 0) {
                factor *= wordlines.factor(geometry.wordline(cell));
            }
            return Math.clamp(mean.of(cell) * factor, lowest, highest);
        }
    }

    private record Rewritten(CellProbability mean, long cells) implements CellProbability {
        @Override
        public double of(long write) {
            return mean.of(write % cells);
        }

        @Override
        public double lowest() {
            return mean.lowest();
        }

        @Override
        public double highest() {
            return mean.highest();
        }
    }
}
