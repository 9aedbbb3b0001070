package org.layco.crossbar;

import org.layco.hardware.CrossbarArray;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;
import org.layco.quant.Encoding;
import org.layco.quant.QuantizedWeights;
import org.layco.quant.Quantizer;

/**
 * One MVM layer made ready to run: shape, array, weight codes in the order of the crossbars' rows. Immutable and shared by
 * threads.
 *
 * <p>Crossbar rows are ordered (r, s, c), channels innermost, so that a position's inputs are few contiguous pieces of a
 * channels-last image; the matrix of the network, (c, r, s), is reordered here and nowhere else.
 *
 * <p>Accumulators are {@code sum(weight code * input code)}, whatever the array: digits are unsigned, and the offsets of
 * offset-binary weights and inputs are taken away digitally and exactly. The term of the weights' offset needs the sum of the
 * inputs (ISAAC's unit column, ISCA 2016, section V); the term of the inputs' offset needs the sum of the weights as the chip
 * holds them, a constant that one read at programming time yields. A padded input is the code 0 of real value 0, so the
 * slices of a signed one see the digits of the zero point 2^(b-1).
 */
public final class LayerProgram {
    private static final long NARROW_LIMIT = 1L << 31;
    private static final long WIDE_LIMIT = 1L << 53;

    private final MvmShape shape;
    private final Layout layout;
    private final QuantizedWeights weights;
    private final Quantizer input;
    private final Encoding weightEncoding;
    private final PartialSums partialSums;
    private final boolean narrow;
    private final InputGeometry geometry;

    /**
     * Prepares a layer.
     *
     * @param weights in the network's order of rows, (c, r, s)
     * @param input quantiser of the stored input
     */
    public LayerProgram(MvmShape shape, Layout layout, CrossbarArray array, QuantizedWeights weights, Quantizer input) {
        if (weights.outputs() != shape.outputs() || weights.rows() != shape.rows()) {
            throw new IllegalArgumentException("Weights are %d x %d; the layer's shape needs %d x %d."
                    .formatted(weights.outputs(), weights.rows(), shape.outputs(), shape.rows()));
        }
        if (layout == Layout.CHANNELS_LAST
                && !shape.equals(MvmShape.fullyConnected(shape.channels(), shape.outputs(), shape.height()))) {
            throw new IllegalArgumentException("CHANNELS_LAST is for fully connected layers, not for " + shape + ".");
        }
        this.shape = shape;
        this.layout = layout;
        this.weights = weights.permuted(shape.crossbarRows());
        this.input = input;
        this.weightEncoding = Encoding.ofWeights(weights.bits(), array.polarities());
        this.partialSums = PartialSums.of(shape, array, weights.bits(), input.bits());
        long bound = largestMagnitude();
        if (bound >= WIDE_LIMIT) {
            throw new IllegalArgumentException(
                    "Accumulators of %d rows at %d x %d bits may exceed 2^53. Use fewer bits."
                            .formatted(shape.rows(), weights.bits(), input.bits()));
        }
        this.narrow = bound < NARROW_LIMIT && weights.bits() <= Byte.SIZE && input.bits() <= Byte.SIZE;
        this.geometry = new InputGeometry(shape);
    }

    /** The layer as a convolution. */
    public MvmShape shape() {
        return shape;
    }

    /** Order of an image's real values outside the crossbars; digits and accumulators are channels last. */
    public Layout layout() {
        return layout;
    }

    /** Weight codes as meant, without a chip's faults, rows in the crossbars' order (r, s, c). */
    public QuantizedWeights weights() {
        return weights;
    }

    /** Quantiser of the stored input. */
    public Quantizer input() {
        return input;
    }

    /** How weight codes are stored in cells. */
    public Encoding weightEncoding() {
        return weightEncoding;
    }

    /** The layer's partial sums and the numbering of their writes. */
    public PartialSums partialSums() {
        return partialSums;
    }

    /** Results of one image, of the type that this layer needs. */
    Accumulators newAccumulators() {
        return narrow
                ? Accumulators.Narrow.allocate(shape.outputElements())
                : new Accumulators.Wide(new double[shape.outputElements()]);
    }

    /** Whether results are kept in 32 bits and digits in 8. */
    boolean narrow() {
        return narrow;
    }

    InputGeometry geometry() {
        return geometry;
    }

    /** What is added to an input code to make its unsigned digits: the zero point. */
    int inputOffset() {
        return input.zeroPoint();
    }

    /** Largest |input code|, bit errors included. */
    int largestInput() {
        return input.signed() ? 1 << (input.bits() - 1) : input.highest();
    }

    /** Largest |weight code| that faults can make. */
    int largestFaultyWeight() {
        return (1 << weights.bits()) - 1;
    }

    /** Bound of the accumulators when every partial sum may be anything from 0 to its largest value. */
    private long largestMagnitude() {
        int weightWord = (1 << weights.bits()) - 1;
        long digits = (long) weightWord * ((1 << input.bits()) - 1);
        long inputOffsetTerm = (long) inputOffset() * weightWord;
        return shape.rows() * (digits + inputOffsetTerm);
    }
}
