package org.layco.crossbar;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.layco.network.MvmLayer.Layout;
import org.layco.network.MvmShape;

/**
 * An image's input codes laid out so that any convolution reads contiguous memory: zero-padded, and for strides above 1 cut
 * into phases (rows h = a mod stride, columns w = b mod stride), one plane each. The input of row k of a group at position
 * (p, q) is then at {@code group*groupSize + tap(k) + p*planeWidth + q}, so no im2col copy is ever made.
 */
final class InputPlanes {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> HALF_INTS =
            VectorSpecies.of(int.class, jdk.incubator.vector.VectorShape.forBitSize(INTS.vectorBitSize() / 2));

    /** Elements behind the last plane that whole vectors may read. */
    private static final int SLACK = 64;

    /** Ints per plane row in {@link #segments}: zeros from, codes from, codes end, row end, first code, step of codes. */
    private static final int SEGMENT = 6;

    private final int channels;
    private final int codesPerChannel;
    private final int planeWidth;
    private final int channelSize;
    private final int groupSize;
    private final int[] taps;
    private final int[] segments;

    InputPlanes(MvmShape shape, Layout layout) {
        channels = shape.channels();
        if (layout == Layout.CHANNELS_LAST) {
            planeWidth = shape.height();
            channelSize = planeWidth;
            codesPerChannel = 1;
            segments = new int[] {0, 0, planeWidth, planeWidth, 0, channels};
        } else {
            planeWidth = Math.ceilDiv(shape.width() + shape.padLeft() + shape.padRight(), shape.strideWidth());
            channelSize = planeSize(shape) * shape.strideHeight() * shape.strideWidth();
            codesPerChannel = shape.height() * shape.width();
            segments = segments(shape);
        }
        groupSize = Math.multiplyExact(channels / shape.groups(), channelSize);
        taps = taps(shape);
    }

    /** Elements that the planes of one image need. */
    int size() {
        return Math.addExact(Math.multiplyExact(channels, channelSize), SLACK);
    }

    /** Distance of vertically neighbouring positions. */
    int planeWidth() {
        return planeWidth;
    }

    /** Distance of the inputs of neighbouring groups. */
    int groupSize() {
        return groupSize;
    }

    /** Where the input of each of the K rows starts; not to be modified. */
    int[] taps() {
        return taps;
    }

    void fill(int[] codes, float[] planes) {
        for (int c = 0; c < channels; c++) {
            int to = c * channelSize;
            int from = c * codesPerChannel;
            for (int s = 0; s < segments.length; s += SEGMENT) {
                zero(planes, to + segments[s], to + segments[s + 1]);
                copy(
                        codes,
                        from + segments[s + 4],
                        segments[s + 5],
                        planes,
                        to + segments[s + 1],
                        to + segments[s + 2]);
                zero(planes, to + segments[s + 2], to + segments[s + 3]);
            }
        }
    }

    void fill(int[] codes, double[] planes) {
        for (int c = 0; c < channels; c++) {
            int to = c * channelSize;
            int from = c * codesPerChannel;
            for (int s = 0; s < segments.length; s += SEGMENT) {
                java.util.Arrays.fill(planes, to + segments[s], to + segments[s + 1], 0);
                copy(
                        codes,
                        from + segments[s + 4],
                        segments[s + 5],
                        planes,
                        to + segments[s + 1],
                        to + segments[s + 2]);
                java.util.Arrays.fill(planes, to + segments[s + 2], to + segments[s + 3], 0);
            }
        }
    }

    private static void zero(float[] planes, int from, int end) {
        for (int i = from; i < end; i++) {
            planes[i] = 0;
        }
    }

    private static void copy(int[] codes, int first, int step, float[] planes, int from, int end) {
        int source = first;
        int i = from;
        if (step == 1) {
            for (; i + FLOATS.length() <= end; i += FLOATS.length()) {
                var vector = IntVector.fromArray(INTS, codes, source);
                ((FloatVector) vector.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(planes, i);
                source += FLOATS.length();
            }
        }
        for (; i < end; i++) {
            planes[i] = codes[source];
            source += step;
        }
    }

    private static void copy(int[] codes, int first, int step, double[] planes, int from, int end) {
        int source = first;
        int i = from;
        if (step == 1) {
            for (; i + DOUBLES.length() <= end; i += DOUBLES.length()) {
                var vector = IntVector.fromArray(HALF_INTS, codes, source);
                ((DoubleVector) vector.convertShape(VectorOperators.I2D, DOUBLES, 0)).intoArray(planes, i);
                source += DOUBLES.length();
            }
        }
        for (; i < end; i++) {
            planes[i] = codes[source];
            source += step;
        }
    }

    private static int planeHeight(MvmShape shape) {
        return Math.ceilDiv(shape.height() + shape.padTop() + shape.padBottom(), shape.strideHeight());
    }

    private static int planeSize(MvmShape shape) {
        int width = Math.ceilDiv(shape.width() + shape.padLeft() + shape.padRight(), shape.strideWidth());
        return Math.multiplyExact(planeHeight(shape), width);
    }

    private int[] taps(MvmShape shape) {
        int[] all = new int[shape.rows()];
        int k = 0;
        for (int c = 0; c < shape.channels() / shape.groups(); c++) {
            for (int r = 0; r < shape.kernelHeight(); r++) {
                for (int s = 0; s < shape.kernelWidth(); s++) {
                    int h = r * shape.dilationHeight();
                    int w = s * shape.dilationWidth();
                    int phase = h % shape.strideHeight() * shape.strideWidth() + w % shape.strideWidth();
                    all[k++] = c * channelSize
                            + phase * planeSize(shape)
                            + h / shape.strideHeight() * planeWidth
                            + w / shape.strideWidth();
                }
            }
        }
        return all;
    }

    /** One segment for each row of each phase of one channel that some kernel tap reads. */
    private static int[] segments(MvmShape shape) {
        boolean[] usedRows = phases(shape.kernelHeight(), shape.dilationHeight(), shape.strideHeight());
        boolean[] usedColumns = phases(shape.kernelWidth(), shape.dilationWidth(), shape.strideWidth());
        int width = Math.ceilDiv(shape.width() + shape.padLeft() + shape.padRight(), shape.strideWidth());
        int[] all = new int[shape.strideHeight() * shape.strideWidth() * planeHeight(shape) * SEGMENT];
        int size = 0;
        int start = 0;
        for (int a = 0; a < shape.strideHeight(); a++) {
            for (int b = 0; b < shape.strideWidth(); b++) {
                // columns of this phase that hold real codes: padLeft <= b + i * stride < padLeft + width
                int low = Math.max(0, Math.ceilDiv(shape.padLeft() - b, shape.strideWidth()));
                int high = Math.max(low, Math.ceilDiv(shape.padLeft() + shape.width() - b, shape.strideWidth()));
                for (int row = 0; row < planeHeight(shape); row++) {
                    int h = a + row * shape.strideHeight() - shape.padTop();
                    boolean real = h >= 0 && h < shape.height() && high > low;
                    if (usedRows[a] && usedColumns[b]) {
                        all[size] = start;
                        all[size + 1] = start + (real ? low : 0);
                        all[size + 2] = start + (real ? high : 0);
                        all[size + 3] = start + width;
                        all[size + 4] = real ? h * shape.width() + b + low * shape.strideWidth() - shape.padLeft() : 0;
                        all[size + 5] = shape.strideWidth();
                        size += SEGMENT;
                    }
                    start += width;
                }
            }
        }
        return java.util.Arrays.copyOf(all, size);
    }

    private static boolean[] phases(int kernel, int dilation, int stride) {
        boolean[] used = new boolean[stride];
        for (int tap = 0; tap < kernel; tap++) {
            used[tap * dilation % stride] = true;
        }
        return used;
    }
}
