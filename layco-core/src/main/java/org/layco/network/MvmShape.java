package org.layco.network;

/**
 * The shape of an MVM layer as a convolution, in elements. A fully connected layer is a 1x1 convolution of a 1x1 map; a
 * MatMul over n rows is a 1x1 convolution of an n x 1 map.
 *
 * @param channels C, input channels of all groups
 * @param height H, input height
 * @param width W, input width
 * @param outputs M, output channels of all groups
 * @param kernelHeight R
 * @param kernelWidth S
 * @param strideHeight vertical step, at least 1
 * @param strideWidth horizontal step, at least 1
 * @param padTop rows of zeros above the map
 * @param padLeft columns of zeros to the left
 * @param padBottom rows of zeros below
 * @param padRight columns of zeros to the right
 * @param dilationHeight vertical distance of kernel taps, at least 1
 * @param dilationWidth horizontal distance of kernel taps, at least 1
 * @param groups divides C and M
 */
public record MvmShape(
        int channels,
        int height,
        int width,
        int outputs,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight,
        int dilationHeight,
        int dilationWidth,
        int groups) {
    public MvmShape {
        positive("channels", channels);
        positive("height", height);
        positive("width", width);
        positive("outputs", outputs);
        positive("kernelHeight", kernelHeight);
        positive("kernelWidth", kernelWidth);
        positive("strideHeight", strideHeight);
        positive("strideWidth", strideWidth);
        positive("dilationHeight", dilationHeight);
        positive("dilationWidth", dilationWidth);
        positive("groups", groups);
        if (padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
            throw new IllegalArgumentException("Padding (%d, %d, %d, %d) is negative. Crop the input instead."
                    .formatted(padTop, padLeft, padBottom, padRight));
        }
        if (channels % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    "groups (%d) divides neither or only one of channels (%d) and outputs (%d)."
                            .formatted(groups, channels, outputs));
        }
        if (height + padTop + padBottom < dilationHeight * (kernelHeight - 1) + 1
                || width + padLeft + padRight < dilationWidth * (kernelWidth - 1) + 1) {
            throw new IllegalArgumentException(
                    "The kernel (%dx%d, dilation %dx%d) is larger than the padded input (%dx%d)."
                            .formatted(
                                    kernelHeight,
                                    kernelWidth,
                                    dilationHeight,
                                    dilationWidth,
                                    height + padTop + padBottom,
                                    width + padLeft + padRight));
        }
    }

    /** The shape of a fully connected layer over {@code positions} rows. */
    public static MvmShape fullyConnected(int inputs, int outputs, int positions) {
        return new MvmShape(inputs, positions, 1, outputs, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1);
    }

    /** P, output height. */
    public int outHeight() {
        return (paddedHeight() - dilationHeight * (kernelHeight - 1) - 1) / strideHeight + 1;
    }

    /** Q, output width. */
    public int outWidth() {
        return (paddedWidth() - dilationWidth * (kernelWidth - 1) - 1) / strideWidth + 1;
    }

    /** P*Q: how often the crossbars are driven for one image. */
    public int positions() {
        return outHeight() * outWidth();
    }

    /** Share, 0..1, of the inputs that all positions' kernels take which lie on the map; the others are padding. */
    public double insideShare() {
        long rows = inside(outHeight(), kernelHeight, strideHeight, dilationHeight, padTop, height);
        long columns = inside(outWidth(), kernelWidth, strideWidth, dilationWidth, padLeft, width);
        return (double) (rows * columns) / ((long) positions() * kernelHeight * kernelWidth);
    }

    private static long inside(int positions, int taps, int stride, int dilation, int pad, int size) {
        long count = 0;
        for (int position = 0; position < positions; position++) {
            for (int tap = 0; tap < taps; tap++) {
                int at = position * stride - pad + tap * dilation;
                count += at >= 0 && at < size ? 1 : 0;
            }
        }
        return count;
    }

    /** K = (C/groups)*R*S, crossbar rows that one output needs. */
    public int rows() {
        return channels / groups * kernelHeight * kernelWidth;
    }

    /** Per crossbar row, in the order (r, s, c), the row of the weight matrix, in the order (c, r, s), that it holds. */
    public int[] crossbarRows() {
        int taps = kernelHeight * kernelWidth;
        int groupChannels = channels / groups;
        int[] order = new int[rows()];
        for (int k = 0; k < order.length; k++) {
            order[k] = k % groupChannels * taps + k / groupChannels;
        }
        return order;
    }

    /** M*K weights. */
    public int weightElements() {
        return Math.multiplyExact(outputs, rows());
    }

    /** C*H*W elements of one image's input. */
    public int inputElements() {
        return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }

    /** H of the input with its padding. */
    public int paddedHeight() {
        return height + padTop + padBottom;
    }

    /** W of the input with its padding. */
    public int paddedWidth() {
        return width + padLeft + padRight;
    }

    /** Elements of one image's input with its padding. */
    public int paddedElements() {
        return Math.multiplyExact(channels, Math.multiplyExact(paddedHeight(), paddedWidth()));
    }

    /** M*P*Q elements of one image's output. */
    public int outputElements() {
        return Math.multiplyExact(outputs, positions());
    }

    /** Multiply-accumulates of one image. */
    public long macs() {
        return (long) positions() * outputs * rows();
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s (%d) must be at least 1.".formatted(name, value));
        }
    }
}
