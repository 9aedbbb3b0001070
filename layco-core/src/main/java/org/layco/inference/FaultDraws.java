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
    private final Map<Integer, StuckLevels> stuckLevels = new HashMap<>();

    /** Stuck cells and what they make of a layer's partial sums. */
    private record StuckLevels(PartialSums sums, StuckBits cells, StuckPartialSums levels) {}

    /** Writes an image's digits to the buffer: what fails changes them. */
    void write(StreamKey key, Memory buffer, LayerSetting setting, char[] digits) {
        Quantizer quantizer = setting.program().input();
        Encoding encoding =
                setting.inputs().code().orElse(StoredCode.OFFSET_BINARY).encoding(quantizer.bits(), quantizer.signed());
        switch (setting.inputs().cells()) {
            case OperandErrors.Cells.SingleLevel(PlaneRates rates) -> {
                CellProbability probability = rates.cells(encoding);
                if (probability.highest() > 0) {
                    long cells = (long) digits.length * encoding.wordBits();
                    CellFaults faults = faults(buffer);
                    BitErrors.apply(
                            faults.draw(key, cells, cells, probability),
                            key.outcomes(),
                            buffer.faults().outcome(),
                            faults.stuck(key, cells),
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
                if (probability.highest() == 0) {
                    yield WordChanges.NONE;
                }
                long cells = (long) program.shape().weightElements() * stored.wordBits();
                CellFaults faults = faults(crossbars);
                yield BitErrors.changes(
                        faults.draw(key, cells, cells, probability),
                        key.outcomes(),
                        crossbars.faults().outcome(),
                        faults.stuck(key, cells),
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

    /** The cells of partial sums that are stuck, and at what. */
    StuckPartialSums stuckPsums(StreamKey key, Memory buffer, LayerSetting setting) {
        if (setting.psumErrorRate() == 0 || buffer.faults().stuckCells().isEmpty()) {
            return StuckPartialSums.NONE;
        }
        PartialSums sums = setting.program().partialSums();
        StuckBits cells = faults(buffer).stuck(key, sums.cells());
        StuckLevels known = stuckLevels.get(key.layer());
        if (known == null || known.cells != cells || !known.sums.equals(sums)) {
            known = new StuckLevels(sums, cells, levels(sums, cells));
            stuckLevels.put(key.layer(), known);
        }
        return known.levels;
    }

    /** High resistance is level 0, low resistance the largest that a slice can have. */
    private static StuckPartialSums levels(PartialSums sums, StuckBits stuck) {
        int[] cells = new int[stuck.size()];
        long[] levels = new long[stuck.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (int) stuck.cell(i);
            levels[i] = stuck.one(i) ? sums.largest(cells[i]) : 0;
        }
        return new StuckPartialSums(cells, levels);
    }

    private CellFaults faults(Memory memory) {
        return memories.computeIfAbsent(memory, made -> new CellFaults(made.faults(), made.arrays()));
    }

    private LevelErrors levelErrors(LevelGaussians levels) {
        return levelErrors.computeIfAbsent(levels, LevelErrors::new);
    }
}
