package org.layco.study;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.layco.mapping.OperatingPoint;
import org.layco.mapping.Plan;
import org.layco.mapping.PlanAssembler;

/**
 * One operating point for all layers, given instead of searched for.
 *
 * @param weightBits 2..8 or 16
 * @param inputBits 2..8 or 16
 * @param partialSumBits resolution of read-back; the input bits if not given, at most what the design's converters have
 * @param inputVolts write voltage of feature maps, within the cell's range
 * @param partialSumVolts write voltage of partial sums, within the cell's range
 */
public record UniformPoint(
        int weightBits, int inputBits, Optional<Integer> partialSumBits, double inputVolts, double partialSumVolts) {
    /** The plan of a study whose layers all run at this point. */
    Plan plan(Study study) {
        return plan(study, Map.of());
    }

    /** The same with feature-map partitions of at least so many cells at each voltage. */
    Plan plan(Study study, Map<Double, Long> leastCells) {
        int wanted = partialSumBits.orElse(inputBits);
        OperatingPoint point = new OperatingPoint(
                weightBits, inputBits, study.design().output().resolution(wanted), inputVolts, partialSumVolts);
        return new PlanAssembler(study.design(), study.cell())
                .assemble(
                        study.network(),
                        Collections.nCopies(study.network().mvmLayers().size(), point),
                        leastCells);
    }
}
