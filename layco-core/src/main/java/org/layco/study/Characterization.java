package org.layco.study;

import java.util.Arrays;
import java.util.List;
import org.layco.device.MemoryCell;
import org.layco.search.ToleranceTable;

/**
 * What a network tolerates on one kind of arrays and cells: measured once, it serves every study that differs in nothing that the
 * measurement depends on ({@link #inputs}), such as objective, partitions, limit or the energy of a write.
 *
 * @param schema name and version of this format
 * @param tolerance of every operand
 * @param baseLossPp loss of the clean baseline against the float network on the search images, percentage points
 */
public record Characterization(String schema, ToleranceTable tolerance, double baseLossPp) {
    /** Format name and version. */
    public static final String SCHEMA = "layco.characterization/1";

    /** Everything that a study's characterization depends on, as a text to be compared. */
    public static String inputs(Study study) {
        MemoryCell cell = study.cell();
        SearchSettings search = study.search();
        return String.join(
                "\n",
                List.of(
                        study.network().sha256(),
                        study.data().sha256(),
                        study.preprocessing().scale().name(),
                        Arrays.toString(study.preprocessing().mean()),
                        Arrays.toString(study.preprocessing().std()),
                        String.valueOf(study.split().search().length),
                        String.valueOf(study.seed()),
                        search.bits().toString(),
                        search.weightScales().name(),
                        String.valueOf(search.toleranceImages()),
                        String.valueOf(search.calibrationImages()),
                        study.design().array().toString(),
                        study.design().layout().name(),
                        Characterizer.psumBits(study.design()).toString(),
                        cell.levelNoiseSigma().value().toString(),
                        Memories.crossbars(study).toString(),
                        Memories.buffer(study, cell.bitErrors().value()).toString(),
                        String.valueOf(Characterizer.highestErrorRate(cell))));
    }
}
