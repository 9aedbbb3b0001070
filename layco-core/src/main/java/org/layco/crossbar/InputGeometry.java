package org.layco.crossbar;

import org.layco.network.MvmShape;

/**
 * Where the inputs of crossbar rows lie in a padded channels-last image. Rows are ordered (r, s, c), so the inputs of one
 * position are a few contiguous runs: R runs of S*C digits, or R*S runs of C/groups where groups or dilation tear them apart.
 */
final class InputGeometry {
    private final MvmShape shape;
    private final int paddedWidth;
    private final int size;
    private final int runLength;
    private final int[] runStarts;
    private final int[] bases;
    private final int[] offsets;

    InputGeometry(MvmShape shape) {
        this.shape = shape;
        int channels = shape.channels();
        paddedWidth = shape.width() + shape.padLeft() + shape.padRight();
        int paddedHeight = shape.height() + shape.padTop() + shape.padBottom();
        size = Math.multiplyExact(Math.multiplyExact(paddedHeight, paddedWidth), channels);
        boolean joined = shape.groups() == 1 && shape.dilationWidth() == 1;
        int runsPerRow = joined ? 1 : shape.kernelWidth();
        runLength = joined ? shape.kernelWidth() * channels : channels / shape.groups();
        runStarts = new int[shape.kernelHeight() * runsPerRow];
        for (int run = 0; run < runStarts.length; run++) {
            int r = run / runsPerRow;
            int s = run % runsPerRow;
            runStarts[run] = (r * shape.dilationHeight() * paddedWidth + s * shape.dilationWidth()) * channels;
        }
        offsets = new int[shape.rows()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = runStarts[k / runLength] + k % runLength;
        }
        bases = new int[shape.positions()];
        for (int n = 0; n < bases.length; n++) {
            int p = n / shape.outWidth();
            int q = n % shape.outWidth();
            bases[n] = (p * shape.strideHeight() * paddedWidth + q * shape.strideWidth()) * channels;
        }
    }

    /** Digits of a padded image. */
    int size() {
        return size;
    }

    /** Whether anything surrounds the image. */
    boolean padded() {
        return size != shape.inputElements();
    }

    /** Whether positions read the image's pixels one after the other, so that it is its own im2col copy. */
    boolean pointwise() {
        return runStarts.length == 1
                && runLength == shape.channels()
                && !padded()
                && shape.positions() == shape.height() * shape.width();
    }

    /** Image rows that one copy each fills: all of an unpadded image is one. */
    int lines() {
        return padded() ? shape.height() : 1;
    }

    /** Digits of such a row. */
    int lineElements() {
        return shape.inputElements() / lines();
    }

    /** Where row {@code h} starts in the padded image. */
    int lineStart(int h) {
        return padded() ? ((h + shape.padTop()) * paddedWidth + shape.padLeft()) * shape.channels() : 0;
    }

    /** Digits of a run. */
    int runLength() {
        return runLength;
    }

    /** Where each run of group 0 starts, from its position's base; not to be modified. */
    int[] runStarts() {
        return runStarts;
    }

    /** Distance of the runs of neighbouring groups. */
    int groupStep() {
        return shape.channels() / shape.groups();
    }

    /** Where each position's inputs start; not to be modified. */
    int[] bases() {
        return bases;
    }

    /** Where row {@code k} of group 0 lies, from its position's base. */
    int offset(int k) {
        return offsets[k];
    }
}
