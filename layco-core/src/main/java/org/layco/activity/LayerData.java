package org.layco.activity;

import org.layco.quant.CodeHistogram;

/** The codes of one MVM layer's operands, at some bit-widths. */
public interface LayerData {
    /** Codes of the stored input feature map, over all calibration images. */
    CodeHistogram inputs();

    /** Bits of the weights. */
    int weightBits();

    /**
     * Mean level of each input channel, over some of the calibration images.
     *
     * @param levels level of every input code, by its digits
     */
    double[] channelInputs(double[] levels);

    /**
     * Mean level of the weights that each input channel meets.
     *
     * @param levels level of every weight code, by its digits with zero point 2^(bits-1)
     */
    double[] channelConductances(double[] levels);
}
