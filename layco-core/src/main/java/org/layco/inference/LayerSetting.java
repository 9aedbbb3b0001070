package org.layco.inference;

import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.Readout;

/**
 * How one MVM layer is simulated. Immutable; shared by threads.
 *
 * @param program the layer at its bit-widths
 * @param readout accumulators to real outputs
 * @param noiseSigma standard deviation of the level noise of one accumulator, in units of (weight code * input code)
 * @param weightErrorRate probability that a weight cell holds a wrong bit, fixed per chip
 * @param inputErrorRate probability that the write of an input cell fails
 * @param psumErrorRate probability that the write of a partial sum fails
 */
public record LayerSetting(
        LayerProgram program,
        Readout readout,
        double noiseSigma,
        double weightErrorRate,
        double inputErrorRate,
        double psumErrorRate) {
    /** The same layer with other error rates. */
    public LayerSetting withErrorRates(double weight, double input, double partialSum) {
        return new LayerSetting(program, readout, noiseSigma, weight, input, partialSum);
    }

    /** The same layer with psums read back exactly: for quantisation alone. */
    public LayerSetting withoutNoise() {
        return new LayerSetting(program, readout, 0, weightErrorRate, inputErrorRate, psumErrorRate);
    }
}
