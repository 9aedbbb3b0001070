package org.layco.inference;

import org.layco.crossbar.LayerProgram;
import org.layco.crossbar.Readout;

/**
 * How one MVM layer is simulated. Immutable; shared by threads.
 *
 * @param program the layer at its bit-widths
 * @param readout accumulators to real outputs
 * @param noiseSigma standard deviation of the level noise of one accumulator, in units of (weight code * input code)
 * @param weights errors of the cells that hold the weights, fixed per chip
 * @param inputs errors of the cells that hold the input, drawn for every image
 * @param psumErrorRate mean probability that the write of a partial sum fails, 0..1; at 0 its cells are perfect unless worn
 * @param worn shares of its cells that are worn out
 */
public record LayerSetting(
        LayerProgram program,
        Readout readout,
        double noiseSigma,
        OperandErrors weights,
        OperandErrors inputs,
        double psumErrorRate,
        WornShares worn) {
    /** The same layer, stored as the hardware stores it, with other error rates. */
    public LayerSetting withErrorRates(double weight, double input, double partialSum) {
        return new LayerSetting(
                program, readout, noiseSigma, OperandErrors.at(weight), OperandErrors.at(input), partialSum, worn);
    }

    /** The same layer with other errors in its weights. */
    public LayerSetting withWeights(OperandErrors errors) {
        return new LayerSetting(program, readout, noiseSigma, errors, inputs, psumErrorRate, worn);
    }

    /** The same layer with other errors in its input. */
    public LayerSetting withInputs(OperandErrors errors) {
        return new LayerSetting(program, readout, noiseSigma, weights, errors, psumErrorRate, worn);
    }

    /** The same layer with other errors in its partial sums. */
    public LayerSetting withPsumErrorRate(double rate) {
        return new LayerSetting(program, readout, noiseSigma, weights, inputs, rate, worn);
    }

    /** The same layer at an age. */
    public LayerSetting withWorn(WornShares shares) {
        return new LayerSetting(program, readout, noiseSigma, weights, inputs, psumErrorRate, shares);
    }
}
