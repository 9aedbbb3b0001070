package org.layco.train.graph;

/**
 * The window that a convolution or a pooling moves over a feature map, in elements.
 *
 * @param kernelHeight R, at least 1
 * @param kernelWidth S, at least 1
 * @param strideHeight vertical step, at least 1
 * @param strideWidth horizontal step, at least 1
 * @param padTop rows added above the map
 * @param padLeft columns added to the left
 * @param padBottom rows added below
 * @param padRight columns added to the right
 * @param dilationHeight vertical distance of kernel taps, at least 1
 * @param dilationWidth horizontal distance of kernel taps, at least 1
 */
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight,
        int dilationHeight,
        int dilationWidth) {

    /** Checks the ranges. */
    public Window {
        if (Math.min(kernelHeight, kernelWidth) < 1
                || Math.min(strideHeight, strideWidth) < 1
                || Math.min(dilationHeight, dilationWidth) < 1
                || Math.min(Math.min(padTop, padLeft), Math.min(padBottom, padRight)) < 0) {
            throw new IllegalArgumentException(
                    "kernel (%d x %d), stride (%d, %d) and dilation (%d, %d) must be at least 1"
                                    .formatted(
                                            kernelHeight,
                                            kernelWidth,
                                            strideHeight,
                                            strideWidth,
                                            dilationHeight,
                                            dilationWidth)
                            + " and padding (%d, %d, %d, %d) at least 0"
                                    .formatted(padTop, padLeft, padBottom, padRight));
        }
    }

    /** A square window with equal steps and equal padding on all sides. */
    public static Window square(int kernel, int stride, int pad) {
        return new Window(kernel, kernel, stride, stride, pad, pad, pad, pad, 1, 1);
    }

    /** Whether opposite sides are padded alike. */
    public boolean isSymmetric() {
        return padTop == padBottom && padLeft == padRight;
    }

    /** The same window over a map that is padded already. */
    public Window withoutPadding() {
        return new Window(
                kernelHeight, kernelWidth, strideHeight, strideWidth, 0, 0, 0, 0, dilationHeight, dilationWidth);
    }

    /**
     * P, the rows of the output.
     *
     * @param ceil whether a last window that does not fit whole counts
     */
    int outHeight(int height, boolean ceil) {
        return positions(height, kernelHeight, strideHeight, padTop, padBottom, dilationHeight, ceil);
    }

    /**
     * Q, the columns of the output.
     *
     * @param ceil whether a last window that does not fit whole counts
     */
    int outWidth(int width, boolean ceil) {
        return positions(width, kernelWidth, strideWidth, padLeft, padRight, dilationWidth, ceil);
    }

    private static int positions(int size, int kernel, int stride, int before, int after, int dilation, boolean ceil) {
        int room = size + before + after - dilation * (kernel - 1) - 1;
        if (room < 0) {
            throw new IllegalArgumentException(
                    "a kernel of " + kernel + " is larger than its padded input of " + (size + before + after));
        }
        int last = ceil ? Math.ceilDiv(room, stride) : room / stride;
        // A window that would begin in the padding behind the map does not count.
        return last * stride >= size + before ? last : last + 1;
    }
}
