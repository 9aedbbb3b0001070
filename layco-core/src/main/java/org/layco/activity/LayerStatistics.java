package org.layco.activity;

import java.util.Optional;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmShape;
import org.layco.quant.CodeHistogram;

/**
 * What the data of a layer look like on average at its bits and on its arrays, from a calibration run.
 *
 * <p>As in CiMLoop (T. Andrulis et al., ISPASS 2024, section III-C) the mean of an input times a conductance is taken from a
 * histogram of each. These are independent only inside a channel: channels that are often active tend to meet small or large
 * weights, which {@code alignment} corrects.
 *
 * @param storedOnes share, 0..1, of ones among the stored bits of the input feature map
 * @param meanInput mean input slice over the largest one, 0..1
 * @param meanConductance mean weight-slice level over a cell's largest one, 0..1
 * @param alignment mean of input times conductance over the product of both means, at least 0; 1 if they are independent
 * @param stored words of the input feature map; every word equally likely if empty
 */
public record LayerStatistics(
        double storedOnes, double meanInput, double meanConductance, double alignment, Optional<CodeHistogram> stored) {
    /** What is taken where nothing was measured: half of everything, independent. An assumption. */
    public static final LayerStatistics DEFAULT = new LayerStatistics(0.5, 0.5, 0.5, 1, Optional.empty());

    public LayerStatistics {
        share("storedOnes", storedOnes);
        share("meanInput", meanInput);
        share("meanConductance", meanConductance);
        if (!(alignment >= 0)) {
            throw new IllegalArgumentException("alignment (%s) must be at least 0.".formatted(alignment));
        }
    }

    /** The statistics of a layer's data on arrays. */
    public static LayerStatistics of(MvmShape shape, CrossbarArray array, LayerData data) {
        int inputBits = data.inputs().bits();
        double[] inputLevels = SliceLevels.ofInputs(array, inputBits);
        double[] weightLevels = SliceLevels.ofWeights(array, data.weightBits());
        double padding = (1 - shape.insideShare()) * inputLevels[data.inputs().zeroPoint()];
        double[] inputs = data.channelInputs(inputLevels);
        double[] conductances = data.channelConductances(weightLevels);
        double sumInputs = 0;
        double sumConductances = 0;
        double sumProducts = 0;
        for (int c = 0; c < inputs.length; c++) {
            double input = shape.insideShare() * inputs[c] + padding;
            sumInputs += input;
            sumConductances += conductances[c];
            sumProducts += input * conductances[c];
        }
        double independent = sumInputs * sumConductances / inputs.length;
        return new LayerStatistics(
                data.inputs().mean(Integer::bitCount) / inputBits,
                Math.min(1, shape.insideShare() * data.inputs().mean(inputLevels) + padding),
                Math.min(1, sumConductances / conductances.length),
                independent == 0 ? 1 : sumProducts / independent,
                Optional.of(data.inputs()));
    }

    /** Joules-weighted activity of a crossbar cell: mean input times conductance, 0..1. */
    public double meanActivity() {
        return meanInput * meanConductance * alignment;
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s (%s) must lie in [0, 1].".formatted(name, value));
        }
    }
}
