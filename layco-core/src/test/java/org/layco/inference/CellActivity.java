package org.layco.inference;

import org.layco.crossbar.LayerProgram;
import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer;
import org.layco.network.MvmShape;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;

/** What a layer's crossbar cells do for one image, counted value by value: the oracle of data-dependent energy. */
final class CellActivity {
    private final MvmShape shape;
    private final MvmLayer.Layout layout;
    private final CrossbarArray array;
    private final QuantizedWeights weights;
    private final Quantizer input;
    private final double[] drives;
    private final double[] cells;

    /** A layer at the bit-widths of a program, on any arrays. */
    CellActivity(LayerProgram program, CrossbarArray array) {
        this.shape = program.shape();
        this.layout = program.layout();
        this.array = array;
        this.weights = program.weights();
        this.input = program.input();
        this.drives = drives();
        this.cells = cells();
    }

    /** Cells read for an image: one for every position, input slice, row, output, polarity and weight slice. */
    double cellReads() {
        return (double) shape.positions()
                * array.inputSlices(input.bits())
                * shape.weightElements()
                * array.polarities()
                * array.weightSlices(weights.bits());
    }

    /** Sum over all cell reads of normalised input times normalised conductance, each read by itself. */
    double readByRead(float[] image) {
        double sum = 0;
        for (int position = 0; position < shape.positions(); position++) {
            for (int m = 0; m < shape.outputs(); m++) {
                for (int k = 0; k < shape.rows(); k++) {
                    int digits = digits(image, position, k, m / (shape.outputs() / shape.groups()));
                    for (int j = 0; j < array.inputSlices(input.bits()); j++) {
                        for (int i = 0; i < array.weightSlices(weights.bits()); i++) {
                            for (int polarity = 0; polarity < array.polarities(); polarity++) {
                                sum += inputLevel(digits, j) * conductance(weights.code(m, k), i, polarity);
                            }
                        }
                    }
                }
            }
        }
        return sum;
    }

    /** The same sum, the cells of a row taken together: all of them see the same input. */
    double rowByRow(float[] image) {
        double sum = 0;
        for (int group = 0; group < shape.groups(); group++) {
            for (int k = 0; k < shape.rows(); k++) {
                double drive = 0;
                for (int position = 0; position < shape.positions(); position++) {
                    drive += drives[digits(image, position, k, group)];
                }
                sum += drive * cells[group * shape.rows() + k];
            }
        }
        return sum;
    }

    /** Sum of the levels of an input's slices, by its digits. */
    private double[] drives() {
        double[] sums = new double[1 << input.bits()];
        for (int digits = 0; digits < sums.length; digits++) {
            for (int j = 0; j < array.inputSlices(input.bits()); j++) {
                sums[digits] += inputLevel(digits, j);
            }
        }
        return sums;
    }

    /** Sum of the conductances of a row's cells, by group and row. */
    private double[] cells() {
        int groupOutputs = shape.outputs() / shape.groups();
        double[] sums = new double[shape.groups() * shape.rows()];
        for (int m = 0; m < shape.outputs(); m++) {
            for (int k = 0; k < shape.rows(); k++) {
                for (int i = 0; i < array.weightSlices(weights.bits()); i++) {
                    for (int polarity = 0; polarity < array.polarities(); polarity++) {
                        sums[m / groupOutputs * shape.rows() + k] += conductance(weights.code(m, k), i, polarity);
                    }
                }
            }
        }
        return sums;
    }

    /** Digits of the input that row {@code k}, in the order (r, s, c), sees at a position. */
    private int digits(float[] image, int position, int k, int group) {
        int groupChannels = shape.channels() / shape.groups();
        int tap = k / groupChannels;
        int channel = group * groupChannels + k % groupChannels;
        int h = position / shape.outWidth() * shape.strideHeight()
                - shape.padTop()
                + tap / shape.kernelWidth() * shape.dilationHeight();
        int w = position % shape.outWidth() * shape.strideWidth()
                - shape.padLeft()
                + tap % shape.kernelWidth() * shape.dilationWidth();
        if (h < 0 || h >= shape.height() || w < 0 || w >= shape.width()) {
            return input.zeroPoint();
        }
        int place = switch (layout) {
            case CHANNELS_FIRST -> (channel * shape.height() + h) * shape.width() + w;
            case CHANNELS_LAST -> (h * shape.width() + w) * shape.channels() + channel;
        };
        return input.quantize(image[place]) + input.zeroPoint();
    }

    private double inputLevel(int digits, int slice) {
        int shift = slice * array.inputSliceBits();
        int largest = (1 << Math.min(array.inputSliceBits(), input.bits() - shift)) - 1;
        return (double) (digits >> shift & largest) / largest;
    }

    private double conductance(int code, int slice, int polarity) {
        int word = array.polarities() == 1
                ? code + (1 << (weights.bits() - 1))
                : Math.max(0, polarity == 0 ? code : -code);
        int shift = slice * array.cellBits();
        int largest = (1 << array.cellBits()) - 1;
        return (double) (word >> shift & largest) / largest;
    }
}
