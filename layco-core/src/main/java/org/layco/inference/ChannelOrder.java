package org.layco.inference;

import org.layco.network.MvmLayer;
import org.layco.network.MvmLayer.Layout;
import org.layco.quant.Quantizer;

/**
 * Moves one image between the network's order of elements and that of crossbars and buffers, channels last.
 *
 * @param channels planes of the image in the network's order; 1 if that is channels last already
 * @param pixels elements of a plane
 */
record ChannelOrder(int channels, int pixels) {
    /** Pixels whose digits stay in the nearest cache while their planes are written. */
    private static final int BLOCK = 16;

    /** The order of an image of some elements. */
    static ChannelOrder of(Layout layout, int channels, int elements) {
        return layout == Layout.CHANNELS_FIRST
                ? new ChannelOrder(channels, elements / channels)
                : new ChannelOrder(1, elements);
    }

    /** The order of a layer's input. */
    static ChannelOrder ofInput(MvmLayer layer) {
        return of(layer.layout(), layer.shape().channels(), layer.shape().inputElements());
    }

    /** The order of a layer's output. */
    static ChannelOrder ofOutput(MvmLayer layer) {
        return of(layer.layout(), layer.shape().outputs(), layer.shape().outputElements());
    }

    private interface Coder {
        void code(float[] values, int from, char[] digits, int to, int count);
    }

    /** Writes the digits of the image that starts at {@code from}. */
    void quantize(Quantizer quantizer, float[] values, int from, char[] digits) {
        code(quantizer::quantize, values, from, digits);
    }

    /** Writes the digits of an image that was stored before, with {@link Quantizer#recode}. */
    void recode(Quantizer quantizer, float[] values, int from, char[] digits) {
        code(quantizer::recode, values, from, digits);
    }

    private void code(Coder coder, float[] values, int from, char[] digits) {
        if (channels == 1) {
            coder.code(values, from, digits, 0, pixels);
            return;
        }
        char[] plane = new char[pixels];
        for (int c = 0; c < channels; c++) {
            coder.code(values, from + c * pixels, plane, 0, pixels);
            for (int p = 0; p < pixels; p++) {
                digits[p * channels + c] = plane[p];
            }
        }
    }

    /** Writes real values to the image that starts at {@code to}. */
    void dequantize(char[] digits, Quantizer quantizer, float[] values, int to) {
        if (channels == 1) {
            quantizer.dequantize(digits, 0, values, to, pixels);
            return;
        }
        float step = (float) quantizer.scale();
        int zeroPoint = quantizer.zeroPoint();
        for (int p = 0; p < pixels; p += BLOCK) {
            int end = Math.min(pixels, p + BLOCK);
            for (int c = 0; c < channels; c++) {
                int from = p * channels + c;
                int plane = to + c * pixels;
                for (int i = p; i < end; i++) {
                    values[plane + i] = (digits[from] - zeroPoint) * step;
                    from += channels;
                }
            }
        }
    }

    /** Writes {@code count} elements, the first of which is number {@code first} channels last, to where they belong. */
    void put(float[] line, int first, int count, float[] values, int to) {
        if (channels == 1) {
            System.arraycopy(line, 0, values, to + first, count);
            return;
        }
        int p = first / channels;
        int c = first % channels;
        for (int i = 0; i < count; i++) {
            values[to + c * pixels + p] = line[i];
            c++;
            if (c == channels) {
                c = 0;
                p++;
            }
        }
    }

    /** Adds to {@code count} elements, counted channels last, those of the image that starts at {@code from}. */
    void addTo(float[] values, int from, int first, float[] line, int count) {
        int p = first / channels;
        int c = first % channels;
        for (int i = 0; i < count; i++) {
            line[i] += values[from + c * pixels + p];
            c++;
            if (c == channels) {
                c = 0;
                p++;
            }
        }
    }
}
