package org.layco.inference;

import java.util.List;
import org.layco.activity.LayerData;
import org.layco.network.MvmLayer;
import org.layco.quant.CodeHistogram;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;

/**
 * Codes of a layer as calibration saw them.
 *
 * @param layer the layer
 * @param weights its codes, rows in the network's order (c, r, s)
 * @param quantizer of its input
 * @param inputs histogram of its input, over all calibration images
 * @param samples its input in some of them, in the network's order
 */
record CalibrationData(
        MvmLayer layer, QuantizedWeights weights, Quantizer quantizer, CodeHistogram inputs, List<float[]> samples)
        implements LayerData {
    @Override
    public int weightBits() {
        return weights.bits();
    }

    @Override
    public double[] channelInputs(double[] levels) {
        int channels = layer.shape().channels();
        int pixels = layer.shape().height() * layer.shape().width();
        double[] means = new double[channels];
        for (float[] image : samples) {
            for (int i = 0; i < image.length; i++) {
                int channel = switch (layer.layout()) {
                    case CHANNELS_FIRST -> i / pixels;
                    case CHANNELS_LAST -> i % channels;
                };
                means[channel] += levels[quantizer.quantize(image[i]) + quantizer.zeroPoint()];
            }
        }
        for (int c = 0; c < channels; c++) {
            means[c] /= (double) pixels * samples.size();
        }
        return means;
    }

    @Override
    public double[] channelConductances(double[] levels) {
        int channels = layer.shape().channels();
        int groups = layer.shape().groups();
        int groupChannels = channels / groups;
        int groupOutputs = layer.shape().outputs() / groups;
        int taps = weights.rows() / groupChannels;
        int zeroPoint = levels.length / 2;
        double[] means = new double[channels];
        for (int m = 0; m < weights.outputs(); m++) {
            int first = m / groupOutputs * groupChannels;
            for (int k = 0; k < weights.rows(); k++) {
                means[first + k / taps] += levels[weights.code(m, k) + zeroPoint];
            }
        }
        for (int c = 0; c < channels; c++) {
            means[c] /= (double) groupOutputs * taps;
        }
        return means;
    }
}
