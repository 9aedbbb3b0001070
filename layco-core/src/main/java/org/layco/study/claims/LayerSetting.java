package org.layco.study.claims;

import org.layco.device.MemoryCell;
import org.layco.mapping.OperatingPoint;
import org.layco.source.Knowable;

/**
 * What a layer tolerates, whatever memory cell holds its data: bits of its operands, and how often their writes may fail.
 *
 * @param weightBits bits of the weight codes, 2..16
 * @param inputBits bits of the input codes, 2..16
 * @param partialSumBits resolution at which partial sums are read back, 1..16
 * @param inputErrorRate probability, 0..0.5, that one cell write of a feature map fails
 * @param partialSumErrorRate the same of a partial sum
 */
public record LayerSetting(
        int weightBits, int inputBits, int partialSumBits, double inputErrorRate, double partialSumErrorRate) {
    /** The operating point with a cell: each voltage is the lowest at which writes fail no more often than tolerated. */
    Knowable<OperatingPoint> with(MemoryCell cell) {
        return cell.lowestVoltageFor(inputErrorRate)
                .flatMap(input -> cell.lowestVoltageFor(partialSumErrorRate).map(partialSum -> at(input, partialSum)));
    }

    /** The operating point at given write voltages. */
    OperatingPoint at(double inputVolts, double partialSumVolts) {
        return new OperatingPoint(weightBits, inputBits, partialSumBits, inputVolts, partialSumVolts);
    }
}
