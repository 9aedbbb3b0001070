package org.layco.crossbar;

import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

/** Finds the inputs of crossbar rows in an image's codes, for single positions. */
final class InputTaps {
    /** Taps of no layer. */
    static final InputTaps NONE = new InputTaps(MvmShape.fullyConnected(1, 1, 1), Layout.CHANNELS_LAST, 0);

    private final MvmShape shape;
    private final Layout layout;
    private final int offset;
    private final int outWidth;
    private final int groupSize;
    private final int[] indices;
    private final int[] heights;
    private final int[] widths;

    /**
     * Taps of a layer.
     *
     * @param offset added to every code to make its unsigned digits
     */
    InputTaps(MvmShape shape, Layout layout, int offset) {
        this.shape = shape;
        this.layout = layout;
        this.offset = offset;
        outWidth = shape.outWidth();
        groupSize = shape.channels() / shape.groups() * shape.height() * shape.width();
        indices = new int[shape.rows()];
        heights = new int[shape.rows()];
        widths = new int[shape.rows()];
        int kernel = shape.kernelHeight() * shape.kernelWidth();
        for (int k = 0; k < indices.length; k++) {
            heights[k] = k % kernel / shape.kernelWidth() * shape.dilationHeight();
            widths[k] = k % shape.kernelWidth() * shape.dilationWidth();
            int plane = layout == Layout.CHANNELS_LAST ? 1 : shape.height() * shape.width();
            indices[k] = k / kernel * plane + heights[k] * shape.width() + widths[k];
        }
    }

    /** Writes the digits of rows [from, end) at a position; padding reads as code 0. */
    void gather(int[] codes, int group, int position, int from, int end, int[] target, int to) {
        if (layout == Layout.CHANNELS_LAST) {
            inside(codes, position * shape.channels(), from, end, target, to);
            return;
        }
        int h = position / outWidth * shape.strideHeight() - shape.padTop();
        int w = position % outWidth * shape.strideWidth() - shape.padLeft();
        int origin = group * groupSize + h * shape.width() + w;
        int lastHeight = h + heights[heights.length - 1];
        int lastWidth = w + widths[widths.length - 1];
        if (h >= 0 && w >= 0 && lastHeight < shape.height() && lastWidth < shape.width()) {
            inside(codes, origin, from, end, target, to);
        } else {
            atBorder(codes, origin, h, w, from, end, target, to);
        }
    }

    private void inside(int[] codes, int origin, int from, int end, int[] target, int to) {
        int shift = to - from;
        for (int k = from; k < end; k++) {
            target[shift + k] = codes[origin + indices[k]] + offset;
        }
    }

    private void atBorder(int[] codes, int origin, int h, int w, int from, int end, int[] target, int to) {
        int height = shape.height();
        int width = shape.width();
        for (int k = from; k < end; k++) {
            int row = h + heights[k];
            int column = w + widths[k];
            boolean real = row >= 0 && row < height && column >= 0 && column < width;
            target[to + k - from] = offset + (real ? codes[origin + indices[k]] : 0);
        }
    }
}
