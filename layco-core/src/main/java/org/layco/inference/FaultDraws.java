package org.layco.inference;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.PartialSums;
import org.layco.crossbar.StuckPartialSums;
import org.layco.crossbar.WeightFaults;
import org.layco.device.LevelGaussians;
import org.layco.fault.BitErrors;
import org.layco.fault.CellFaults;
import org.layco.fault.CellProbability;
import org.layco.fault.LevelErrors;
import org.layco.fault.PlaneRates;
import org.layco.fault.StreamKey;
import org.layco.fault.StuckBits;
import org.layco.quant.Encoding;
import org.layco.quant.Quantizer;
import org.layco.quant.StoredCode;
import org.layco.quant.WordChanges;

/**
 * Draws the faults of a layer's cells in a memory and makes them changed digits, faulty weights, missed and stuck partial sums.
 * Keeps what is fixed per chip until a region meets another chip. One per worker thread.
 */
final class FaultDraws {
    private static final LongBuffer NO_WRITES = LongBuffer.wrap(new long[0]);

    private final Map<Memory, CellFaults> memories = new HashMap<>();
    private final Map<LevelGaussians, LevelErrors> levelErrors = new HashMap<>();

    /** Of each layer, those of the last chip. */
    private final Map<Integer, PinnedWrites> pinnedWrites = new HashMap<>();

    /** Stuck cells and all the writes to them. */
    private record PinnedWrites(StuckBits cells, long positions, StuckBits writes) {
        static PinnedWrites of(StuckBits cells, PartialSums sums) {
            int positions = Math.toIntExact(sums.writes() / sums.cells());
            long[] writes = new long[Math.multiplyExact(positions, cells.size())];
            boolean[] ones = new boolean[writes.length];
            for (int i = 0; i < writes.length; i++) {
                int cell = i % cells.size();
                writes[i] = (long) (i / cells.size()) * sums.cells() + cells.cell(cell);
                ones[i] = cells.one(cell);
            }
            return new PinnedWrites(cells, positions, new StuckBits(writes, ones));
        }
    }

    /** Writes an image's digits to the buffer: what fails changes them. */
    void write(StreamKey key, Memory buffer, LayerSetting setting, char[] digits) {
        Quantizer quantizer = setting.program().input();
        Encoding encoding =
                setting.inputs().code().orElse(StoredCode.OFFSET_BINARY).encoding(quantizer.bits(), quantizer.signed());
        switch (setting.inputs().cells()) {
            case OperandErrors.Cells.SingleLevel(PlaneRates rates) -> {
                CellProbability probability = rates.cells(encoding);
                double worn = setting.worn().inputs();
                if (probability.highest() > 0 || worn > 0) {
                    long cells = (long) digits.length * encoding.wordBits();
                    CellFaults faults = faults(buffer);
                    BitErrors.apply(
                            faults.draw(key, cells, cells, probability),
                            key.outcomes(),
                            buffer.faults().outcome(),
                            faults.stuck(key, cells).and(faults.worn(key, cells, worn)),
                            encoding,
                            quantizer.zeroPoint(),
                            digits);
                }
            }
            case OperandErrors.Cells.MultiLevel(LevelGaussians levels) ->
                levelErrors(levels).apply(key, encoding, quantizer.zeroPoint(), digits);
        }
    }

    /** The weights that one chip's crossbars hold wrongly. */
    WeightFaults weights(StreamKey key, Memory crossbars, LayerSetting setting) {
        LayerProgram program = setting.program();
        Encoding own = program.weightEncoding();
        Encoding stored = setting.weights()
                .code()
                .map(code -> code.encoding(program.weights().bits(), true))
                .orElse(own);
        WordChanges changes = changes(key, crossbars, setting, stored);
        return new WeightFaults(program, stored.equals(own) ? changes : recoded(changes, stored, own));
    }

    private WordChanges changes(StreamKey key, Memory crossbars, LayerSetting setting, Encoding stored) {
        LayerProgram program = setting.program();
        return switch (setting.weights().cells()) {
            case OperandErrors.Cells.SingleLevel(PlaneRates rates) -> {
                CellProbability probability = rates.cells(stored);
                double worn = setting.worn().weights();
                if (probability.highest() == 0 && worn == 0) {
                    yield WordChanges.NONE;
                }
                long cells = (long) program.shape().weightElements() * stored.wordBits();
                CellFaults faults = faults(crossbars);
                yield BitErrors.changes(
                        faults.draw(key, cells, cells, probability),
                        key.outcomes(),
                        crossbars.faults().outcome(),
                        faults.stuck(key, cells).and(faults.worn(key, cells, worn)),
                        stored,
                        program.weights());
            }
            case OperandErrors.Cells.MultiLevel(LevelGaussians levels) ->
                levelErrors(levels).changes(key, stored, program.weights(), WordChanges.NONE);
        };
    }

    /** The words of the crossbars for the codes that stored words have turned into. */
    private static WordChanges recoded(WordChanges changes, Encoding stored, Encoding own) {
        int[] words = Arrays.stream(changes.words())
                .map(word -> own.encode(stored.decode(word)))
                .toArray();
        return new WordChanges(changes.elements(), words);
    }

    /** The writes of partial sums that are missed; valid until the next draw. */
    LongBuffer missedPsums(StreamKey key, Memory buffer, LayerSetting setting) {
        if (setting.psumErrorRate() == 0) {
            return NO_WRITES;
        }
        PartialSums sums = setting.program().partialSums();
        return faults(buffer).draw(key, sums.writes(), sums.cells(), CellProbability.uniform(setting.psumErrorRate()));
    }

    /**
     * The writes of partial sums that meet a stuck cell, and its level. Cells stuck from the start take the same partial sum at every
     * position; worn ones meet now this, now that, as partial sums rotate in their section.
     */
    StuckPartialSums stuckPsums(StreamKey key, Memory buffer, LayerSetting setting) {
        double worn = setting.worn().partialSums();
        boolean stuckFromTheStart =
                setting.psumErrorRate() > 0 && buffer.faults().stuckCells().isPresent();
        if (worn == 0 && !stuckFromTheStart) {
            return StuckPartialSums.NONE;
        }
        PartialSums sums = setting.program().partialSums();
        CellFaults faults = faults(buffer);
        StuckBits pinned = stuckFromTheStart ? everyPosition(key, sums, faults) : StuckBits.NONE;
        StuckBits all = pinned.and(faults.worn(key, sums.writes(), worn));
        return all.size() == 0 ? StuckPartialSums.NONE : levels(sums, all);
    }

    /** The writes to the layer's stuck cells: what the last image's chip has is kept. */
    private StuckBits everyPosition(StreamKey key, PartialSums sums, CellFaults faults) {
        StuckBits cells = faults.stuck(key, sums.cells());
        PinnedWrites known = pinnedWrites.get(key.layer());
        if (known == null || known.cells != cells || known.positions != sums.writes() / sums.cells()) {
            known = PinnedWrites.of(cells, sums);
            pinnedWrites.put(key.layer(), known);
        }
        return known.writes;
    }

    /** High resistance is level 0, low resistance the largest that a slice can have. */
    private static StuckPartialSums levels(PartialSums sums, StuckBits stuck) {
        long[] writes = new long[stuck.size()];
        long[] levels = new long[stuck.size()];
        for (int i = 0; i < writes.length; i++) {
            writes[i] = stuck.cell(i);
            levels[i] = stuck.one(i) ? sums.largest((int) (stuck.cell(i) % sums.cells())) : 0;
        }
        return new StuckPartialSums(writes, levels);
    }

    private CellFaults faults(Memory memory) {
        return memories.computeIfAbsent(memory, made -> new CellFaults(made.faults(), made.arrays()));
    }

    private LevelErrors levelErrors(LevelGaussians levels) {
        return levelErrors.computeIfAbsent(levels, LevelErrors::new);
    }
}
