package org.layco.crossbar;

import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

/**
 * How the positions of a layer fall into vectors of some lanes. If lanes divide Q, or P*Q of unpadded planes, vectors hold
 * positions only and results are dense; otherwise vectors run along the planes, and the columns between rows are computed and
 * dropped.
 */
final class VectorPlacement {
    private final int[] bases;
    private final int lanes;
    private final int outHeight;
    private final int outWidth;
    private final int planeWidth;
    private final boolean dense;

    VectorPlacement(MvmShape shape, Layout layout, int planeWidth, int lanes) {
        this.lanes = lanes;
        this.planeWidth = planeWidth;
        outHeight = layout == Layout.CHANNELS_LAST ? 1 : shape.outHeight();
        outWidth = layout == Layout.CHANNELS_LAST ? shape.positions() : shape.outWidth();
        dense = outWidth % lanes == 0 || (planeWidth == outWidth && outHeight * outWidth % lanes == 0);
        bases = new int
                [dense ? outHeight * outWidth / lanes : Math.ceilDiv((outHeight - 1) * planeWidth + outWidth, lanes)];
        for (int v = 0; v < bases.length; v++) {
            bases[v] = dense ? v * lanes / outWidth * planeWidth + v * lanes % outWidth : v * lanes;
        }
    }

    /** Number of vectors of one output. */
    int vectors() {
        return bases.length;
    }

    /** Where in the planes vector {@code v} starts; the last one stands for those beyond. */
    int base(int v) {
        return bases[Math.min(v, bases.length - 1)];
    }

    /** Elements of one output, dropped ones included. */
    int rowLength() {
        return bases.length * lanes;
    }

    /** Whether nothing is dropped, so that rows can be written where results belong. */
    boolean dense() {
        return dense;
    }

    /** Copies the kept columns of one output from {@code row} on to their places: arrays of the same primitive type. */
    void place(Object rows, int row, Object results, int output) {
        int to = output * outHeight * outWidth;
        if (dense) {
            System.arraycopy(rows, row, results, to, outHeight * outWidth);
            return;
        }
        for (int p = 0; p < outHeight; p++) {
            System.arraycopy(rows, row + p * planeWidth, results, to + p * outWidth, outWidth);
        }
    }
}
